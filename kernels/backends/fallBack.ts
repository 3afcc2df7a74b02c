import { BackendRefusal } from './backend';

let isAllowed = true;
const said = new Set<string>();

/** Under 'auto' another way takes the place of a compute kernel that is refused; under a named backend none does. */
export function allowFallingBack(allowed: boolean): void {
  isAllowed = allowed;
}

/** What the compute kernels give, or the other way's result where they refuse; that is said once for each operation. */
export function orFallBack<Result>(fused: () => Result, otherWay: () => Result): Result {
  try {
    return fused();
  } catch (error) {
    if (!(error instanceof BackendRefusal) || !isAllowed || !error.hasOtherWay) throw error;
    sayOnce(error);
    return otherWay();
  }
}

/** On stderr: in a notebook, below the cell. */
function sayOnce({ backend, title, message }: BackendRefusal): void {
  const key = `${backend} ${title}`;
  if (said.has(key)) return;
  said.add(key);
  console.warn(`${message} Until then tfjs's own operations compute it, which is slower.`);
}
