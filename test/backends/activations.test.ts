import { useBackend } from '../support/backends';
import { describeActivations } from './activationSuite';

describeActivations('the reference', { start: () => useBackend('cpu'), mostUlp: 0.5, largeSize: 20_007 });
describeActivations('wasm', { start: () => useBackend('wasm'), mostUlp: 24 });
