import { relu } from '../catalogue/relu';
import type { GatedActivation } from '../gatedActivation';

export const reglu: GatedActivation = {
  id: 'reglu',
  title: 'ReGLU',
  reference: {
    text: 'Shazeer, GLU Variants Improve Transformer, 2020',
    url: 'https://arxiv.org/abs/2002.05202',
  },
  summary: 'ReLU(gate)·value: a feed-forward gate, the cheapest of the three.',
  gate: relu,
  golden: [
    [-2, 1.5, 0, 0, 0],
    [0.5, -3, -1.5, -3, 0.5],
    [4, 0.25, 1, 0.25, 4],
  ],
};
