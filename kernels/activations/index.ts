export type { Activation, Parameter } from './activation';
export { activations } from './catalogue';
export { type Curve, curveOf, slopeOf } from './curve';
export { findActivation, getActivation } from './find';
export { type LineStyle, lineStyleOf } from './palette';
export { parameterValues } from './parameters';
