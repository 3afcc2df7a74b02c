/** What build/testTensorflow.ts has made for this suite. */
export const testPaths = {
  /** tfjs-node, bound to the TensorFlow below. */
  tfjs: given('ACTIVATION_LAB_TEST_TFJS'),
  /** site-packages/tensorflow. */
  python: given('ACTIVATION_LAB_TEST_PYTHON'),
  /** Where kernels find both as an install of ours. */
  cache: given('ACTIVATION_LAB_TEST_CACHE'),
};

function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: this suite runs by "npm run test:tensorflow".`);
  return value;
}
