import { describeActivations } from '../activationSuite';
import { useSoftwareAdapter } from './softwareAdapter';

// Small: this device is a CPU that pretends, and takes subnormals for 0.
describeActivations('webgpu', {
  start: useSoftwareAdapter,
  mostUlp: 32,
  keepsSubnormals: false,
  largeSize: 20_007,
});
