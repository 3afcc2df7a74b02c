import { int, vector } from './instructions';
import { moduleOf } from './module';

/** A module that is valid where the engine has the relaxed instructions that are emitted. */
export function relaxedSimdProbe(): Uint8Array<ArrayBuffer> {
  const zero = [...int(0), 0xfd, 0x11];
  const body = [...zero, ...zero, ...zero, ...vector('mulAdd'), ...zero, ...zero, ...vector('laneSelect'), 0x1a];
  return moduleOf([{ name: 'probe', parameters: 0, vectorLocals: 0, body }], false);
}
