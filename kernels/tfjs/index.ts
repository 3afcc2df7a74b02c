export type { ActivationDefinition } from '../activations';
export { activationLayer } from './activationLayer';
export { defineActivation } from './defineActivation';
export { telu, xielu } from './named';
export { activationNames } from './names';
export { type Op, type OpParameters, op } from './op';
export { ParametricActivation, type ParametricActivationArgs } from './parametricActivation';
export { XIELU, type XIELUArgs } from './xieluLayer';
