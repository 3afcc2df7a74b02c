import { consoleHost } from './consoleHost';
import type { LabHost } from './host';

/** Asked anew for each use: the kernel gives every cell its own signal. */
export function currentHost(): LabHost {
  return globalThis.activationLabHost ?? consoleHost;
}
