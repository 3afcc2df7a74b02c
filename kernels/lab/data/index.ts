export { DataError } from './dataFailure';
export { type FashionMnistOptions, fashionMnist } from './fashionMnist';
export type { ImageDataset, ImageOptions, ImageSet } from './imageDataset';
export { type MnistOptions, mnist } from './mnist';
