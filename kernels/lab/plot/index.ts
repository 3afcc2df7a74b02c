export { type CurvesOptions, curves } from './curves';
export { type DerivativesOptions, derivatives } from './derivatives';
export { type ImagesOptions, images } from './images';
