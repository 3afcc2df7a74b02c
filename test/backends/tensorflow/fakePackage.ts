/** The smallest package that passes the probe; it stands in for tfjs-node. */
export const workingPackage = `
const util = require('util');
exports.ready = async () => {};
exports.getBackend = () => 'tensorflow';
exports.backend = () => ({ isUsingGpuDevice: true });
exports.tensor2d = (values) => {
  if (!util.isArray(values) || util.isNullOrUndefined(values)) throw new Error('no shim');
  return values;
};
exports.matMul = ([a, b, c, d], [e, f, g, h]) => {
  const product = [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h];
  return { data: async () => Float32Array.from(product) };
};
console.log('node-pre-gyp info This is noise');
`;
