import type { TensorEngine } from './tfjs';

/** Termination runs no `finally`: closes the scopes and the gradient tape that a stopped operation left open. */
export function heal(engine: TensorEngine): void {
  const { state } = engine;
  // Kept for a gradient that nobody asks for any more: no scope frees them.
  for (const { saved } of state.activeTape ?? []) for (const tensor of saved ?? []) tensor.dispose();
  Object.assign(state, { gradientDepth: 0, kernelDepth: 0, activeTape: null, profiling: false });
  while (state.scopeStack.length > 0) engine.endScope();
}
