import * as tfl from '@tensorflow/tfjs-layers';

const { conv2d, dense, flatten, maxPooling2d } = tfl.layers;
const inputShape = [28, 28, 1];
const activation = 'relu';

/** Small networks for images of 28 × 28, as torchPeer.py builds them too: the bundled notebooks train such. */
export const networks: Readonly<Record<string, () => tfl.Sequential>> = {
  'MLP 784-128-128-10': () =>
    tfl.sequential({
      layers: [
        flatten({ inputShape }),
        dense({ units: 128, activation }),
        dense({ units: 128, activation }),
        dense({ units: 10 }),
      ],
    }),
  'CNN 8c3-pool-16c3-pool-10': () => convolutional([8, 16], []),
  'CNN 16c3-pool-32c3-pool-128-10': () => convolutional([16, 32], [128]),
};

function convolutional([first = 0, second = 0]: number[], hidden: number[]): tfl.Sequential {
  return tfl.sequential({
    layers: [
      conv2d({ filters: first, kernelSize: 3, activation, inputShape }),
      maxPooling2d({ poolSize: 2 }),
      conv2d({ filters: second, kernelSize: 3, activation }),
      maxPooling2d({ poolSize: 2 }),
      flatten(),
      ...hidden.map((units) => dense({ units, activation })),
      dense({ units: 10 }),
    ],
  });
}
