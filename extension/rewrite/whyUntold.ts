import { subexpressionsOf } from '../../kernels/expression/traverse';
import { type ActivationId, activationOf, titleOf } from './activationNames';

/** Why no framework can be told this activation, if that is so. */
export function whyUntold(id: ActivationId): string | null {
  const { forward } = activationOf(id) ?? {};
  const isTable = forward && subexpressionsOf(forward).some((part) => part.kind === 'call' && part.spline);
  return isTable
    ? `The gradient of ${titleOf(id)} has no integral in closed form: it is a table of numbers, which no few lines of code hold.`
    : null;
}
