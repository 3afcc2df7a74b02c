import type { Activation, Parameter } from '../activations';
import { accuracies } from '../backends/accuracy';
import { factsOf } from './describeFacts';
import { kernelsOf } from './describeKernels';
import type { Subject } from './describeSubject';
import type { MimeBundle } from './host';
import { quietColour } from './markup';
import { formatNumber } from './number';
import { tableBundle } from './table';

/** Facts, parameters, kernels and errors of an activation, one below the other. */
export function tablesOf({ activation, gated }: Subject): MimeBundle {
  const of = gated ? ` of the gate, ${activation.title}` : '';
  const { parameters } = activation;
  const initial = parameters.length > 0 ? ', parameters at their initial values' : '';
  const parts = [
    tableBundle(factsOf(activation), { caption: `Facts${of}${initial}`, columns: [{ key: 'fact' }, { key: 'value' }] }),
    ...(parameters.length > 0
      ? [
          tableBundle(
            parameters.map((parameter) => parameterRow(parameter, parameters)),
            { caption: `Parameters${of}` },
          ),
        ]
      : []),
    tableBundle(kernelsOf(activation), { caption: `Compute kernels${of}` }),
    accuracyOf(activation, of),
  ];
  const joined = (type: string, separator: string) => parts.map((part) => part[type]).join(separator);
  return { 'text/html': joined('text/html', '<br>'), 'text/plain': joined('text/plain', '\n\n') };
}

function parameterRow({ name, symbol, initial, above, trainable }: Parameter, all: readonly Parameter[]) {
  const bound = typeof above === 'number' ? formatNumber(above) : all.find((other) => other.name === above)?.symbol;
  const constraint = bound === undefined ? 'none' : `${symbol} > ${bound}`;
  return { symbol, name, initial, constraint, trained: trainable ? 'with the network' : 'no, fixed' };
}

function accuracyOf({ id, title, golden }: Activation, of: string): MimeBundle {
  const measured = accuracies[id];
  if (!measured || golden.length === 0) {
    const words = `Errors: ${title} is not of the catalogue, so its kernels’ errors were not measured.`;
    return { 'text/html': `<p style="color:${quietColour};margin:3px 12px">${words}</p>`, 'text/plain': words };
  }
  const rows = [
    { of: 'value', 'largest error': measured.value.ulp, 'at x': measured.value.x },
    { of: 'slope', 'largest error': measured.slope.ulp, 'at x': measured.slope.x },
  ];
  const columns = [{ key: 'of', title: '' }, { key: 'largest error', unit: 'ULP' }, { key: 'at x' }];
  return tableBundle(rows, { columns, caption: `Errors of the wasm kernels${of}` });
}
