import { util } from '@tensorflow/tfjs-core';
import { ReluGrad } from '../reluGradient';
import { inputOf, type TrainingKernel } from './trainingKernel';

export const reluGrad: TrainingKernel = {
  name: ReluGrad,
  compute(call) {
    const [x, dy] = [inputOf(call, 'x'), inputOf(call, 'dy')];
    const dx = call.scratch.allocate(x.shape);
    const places = [x, dy, dx].map((info) => call.scratch.address(info));
    call.scratch.native.shareElements('reluGradient', util.sizeFromShape(x.shape), places);
    return dx;
  },
};
