import { silu } from '../catalogue/silu';
import type { GatedActivation } from '../gatedActivation';

export const swiglu: GatedActivation = {
  id: 'swiglu',
  title: 'SwiGLU',
  reference: {
    text: 'Shazeer, GLU Variants Improve Transformer, 2020',
    url: 'https://arxiv.org/abs/2002.05202',
  },
  summary: 'SiLU(gate)·value: the feed-forward gate of Llama and PaLM.',
  gate: silu,
  golden: [
    [-2, 1.5, -0.35760876606635267, -0.1361763731773432, -0.23840584404423512],
    [0.5, -3, -0.9336889968027818, -2.2198835619079555, 0.3112296656009273],
    [4, 0.25, 0.9820137900379085, 0.26316615372276825, 3.928055160151634],
  ],
};
