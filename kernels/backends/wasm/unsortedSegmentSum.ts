import { UnsortedSegmentSum, util } from '@tensorflow/tfjs-core';
import { inputOf, type TrainingKernel } from './trainingKernel';

/** The gradient of an embedding or a gather, which tfjs's wasm backend lacks. Ids outside the range are dropped. */
export const unsortedSegmentSum: TrainingKernel = {
  name: UnsortedSegmentSum,
  compute(call) {
    const { numSegments } = call.attrs as { numSegments: number };
    const x = inputOf(call, 'x');
    const segmentIds = inputOf(call, 'segmentIds');
    const inner = x.shape.slice(segmentIds.shape.length);
    const width = util.sizeFromShape(inner);
    const out = call.scratch.allocate([numSegments, ...inner]);
    const source = call.scratch.floats(x);
    const target = call.scratch.floats(out).fill(0);
    call.scratch.integers(segmentIds).forEach((segment, index) => {
      if (segment < 0 || segment >= numSegments) return;
      for (let at = 0; at < width; at++) {
        const to = segment * width + at;
        target[to] = (target[to] ?? 0) + (source[index * width + at] ?? 0);
      }
    });
    return out;
  },
};
