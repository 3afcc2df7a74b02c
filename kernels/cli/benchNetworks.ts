import * as tfl from '@tensorflow/tfjs-layers';

const { conv2d, dense, flatten, maxPooling2d } = tfl.layers;
const inputShape = [28, 28, 1];
const activation = 'relu';

/** The small networks of the first notebook, and variations: what they cost is what the notebook's Run All costs. */
export const networks: Record<string, () => tfl.Sequential> = {
  'MLP 784-128-128-10': () =>
    tfl.sequential({
      layers: [
        flatten({ inputShape }),
        dense({ units: 128, activation }),
        dense({ units: 128, activation }),
        dense({ units: 10 }),
      ],
    }),
  'CNN 8c3-pool-16c3-pool-10': () =>
    tfl.sequential({
      layers: [
        conv2d({ filters: 8, kernelSize: 3, activation, inputShape }),
        maxPooling2d({ poolSize: 2 }),
        conv2d({ filters: 16, kernelSize: 3, activation }),
        maxPooling2d({ poolSize: 2 }),
        flatten(),
        dense({ units: 10 }),
      ],
    }),
  'CNN 8c3s2-16c3s2-10': () =>
    tfl.sequential({
      layers: [
        conv2d({ filters: 8, kernelSize: 3, strides: 2, padding: 'same', activation, inputShape }),
        conv2d({ filters: 16, kernelSize: 3, strides: 2, padding: 'same', activation }),
        flatten(),
        dense({ units: 10 }),
      ],
    }),
  'CNN 8c5s2-16c3s2-64-10': () =>
    tfl.sequential({
      layers: [
        conv2d({ filters: 8, kernelSize: 5, strides: 2, padding: 'same', activation, inputShape }),
        conv2d({ filters: 16, kernelSize: 3, strides: 2, padding: 'same', activation }),
        flatten(),
        dense({ units: 64, activation }),
        dense({ units: 10 }),
      ],
    }),
};
