import { softplus as softplusOf, x } from '../../expression/build';
import type { Activation } from '../activation';

export const softplus: Activation = {
  id: 'softplus',
  title: 'Softplus',
  reference: {
    text: 'Dugas, Bengio, Bélisle, Nadeau & Garcia, Incorporating Second-Order Functional Knowledge, NIPS 2000',
    url: 'https://papers.nips.cc/paper/1920-incorporating-second-order-functional-knowledge-for-better-option-pricing',
  },
  summary: 'ln(1 + eˣ): a smooth ReLU whose derivative is the sigmoid.',
  forward: softplusOf(x),
  parameters: [],
  limits: { left: 0, right: Infinity },
  golden: [
    [-20, 2.061153620314381e-9, 2.0611536181902037e-9],
    [0, Math.LN2, 0.5],
  ],
};
