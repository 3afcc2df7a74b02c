import { gelu } from '../catalogue/gelu';
import type { GatedActivation } from '../gatedActivation';

export const geglu: GatedActivation = {
  id: 'geglu',
  title: 'GEGLU',
  reference: {
    text: 'Shazeer, GLU Variants Improve Transformer, 2020',
    url: 'https://arxiv.org/abs/2002.05202',
  },
  summary: 'GELU(gate)·value: the gate of T5 v1.1 and Gemma (there with GELU’s tanh form).',
  gate: gelu,
  golden: [
    [-2, 1.5, -0.06825039584453763, -0.12784770161729533, -0.04550026389635842],
    [0.5, -3, -1.0371936919110196, -2.6024853739684883, 0.34573123063700656],
    [4, 0.25, 0.9999683287581669, 0.25012591241530663, 3.9998733150326675],
  ],
};
