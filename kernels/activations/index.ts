export type { Activation, Parameter } from './activation';
export { activations } from './catalogue';
export { type Curve, curveOf, slopeOf } from './curve';
export { type ActivationDefinition, defineActivation } from './defineActivation';
export { findActivation, getActivation } from './find';
export { type LineStyle, lineStyleOf } from './palette';
export { checkInitial, parameterValues } from './parameters';
export { allActivations } from './registry';
