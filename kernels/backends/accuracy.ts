/**
 * The largest errors of the wasm kernels by activation, in units in the last place; accuracy.md says how they were
 * measured. Written by `npx tsx test/backends/recordAccuracy.ts`.
 */
export interface Accuracy {
  readonly value: Worst;
  readonly slope: Worst;
}

export interface Worst {
  readonly ulp: number;
  readonly x: number;
}

export const accuracies: Readonly<Record<string, Accuracy>> = {
  elu: { value: { ulp: 1, x: -0.3846 }, slope: { ulp: 0.9, x: -0.3249 } },
  gelu: { value: { ulp: 7.5, x: 0.001874 }, slope: { ulp: 9.4, x: -0.3508 } },
  geluTanh: { value: { ulp: 3.7, x: -1.102 }, slope: { ulp: 7.5, x: -1.574 } },
  hardSwish: { value: { ulp: 2.5, x: 0.001903 }, slope: { ulp: 0.7, x: -0.5001 } },
  leakyRelu: { value: { ulp: 0.9, x: -1.366e-34 }, slope: { ulp: 0, x: 0 } },
  logish: { value: { ulp: 3, x: -1.849 }, slope: { ulp: 5.7, x: -2.602 } },
  mish: { value: { ulp: 2.9, x: -0.2186 }, slope: { ulp: 8, x: -2.057 } },
  prelu: { value: { ulp: 0, x: 0 }, slope: { ulp: 0, x: 0 } },
  quickGelu: { value: { ulp: 3, x: 0.001923 }, slope: { ulp: 5.1, x: -1.488 } },
  relu: { value: { ulp: 0, x: 0 }, slope: { ulp: 0, x: 0 } },
  relu6: { value: { ulp: 0, x: 0 }, slope: { ulp: 0, x: 0 } },
  reluSquared: { value: { ulp: 0, x: 0 }, slope: { ulp: 0, x: 0 } },
  selu: { value: { ulp: 1.8, x: -0.1532 }, slope: { ulp: 1.7, x: -0.5703 } },
  sigmoid: { value: { ulp: 1.9, x: -1.118 }, slope: { ulp: 3.6, x: 0.6496 } },
  silu: { value: { ulp: 2.9, x: 0.007598 }, slope: { ulp: 5.2, x: -2.602 } },
  smish: { value: { ulp: 4, x: -1.552 }, slope: { ulp: 8.7, x: -2.117 } },
  softplus: { value: { ulp: 1.6, x: -0.7012 }, slope: { ulp: 1.9, x: -1.118 } },
  tanh: { value: { ulp: 2.5, x: -4.504 }, slope: { ulp: 3.6, x: 0.2108 } },
  telu: { value: { ulp: 3.4, x: 0.0000773 }, slope: { ulp: 8.4, x: -1.729 } },
  xatlu: { value: { ulp: 2.9, x: -0.9725 }, slope: { ulp: 22.4, x: -4.19 } },
  xgelu: { value: { ulp: 7.5, x: 0.001874 }, slope: { ulp: 9.4, x: -0.3508 } },
  xielu: { value: { ulp: 4, x: -1.053 }, slope: { ulp: 2.3, x: -1.825 } },
  xiep: { value: { ulp: 4, x: -1.053 }, slope: { ulp: 3.5, x: -1.707 } },
  xiprelu: { value: { ulp: 1.5, x: 0.0004781 }, slope: { ulp: 1, x: 5244000 } },
  xiprelup: { value: { ulp: 21.4, x: 20610000000000000000 }, slope: { ulp: 45.3, x: 5.308e37 } },
  xsilu: { value: { ulp: 2.5, x: -1.895 }, slope: { ulp: 5.2, x: -2.602 } },
};
