import type { Activation, Parameter } from '../../kernels/activations';
import { button, type Slider, slider } from '../controls';
import { element } from '../dom';

/** Sliders for one activation's parameters, and the way back to the paper's values. */
export function parameterSliders(
  activation: Activation,
  values: Record<string, number>,
  onChange: (values: Record<string, number>) => void,
): HTMLElement {
  let current = values;
  const sliders: { parameter: Parameter; control: Slider }[] = activation.parameters.map((parameter) => {
    const { name, symbol, range, trainable } = parameter;
    const control = slider({
      label: symbol,
      min: range[0],
      max: range[1],
      step: 0.01,
      value: current[name] ?? parameter.initial,
      format: (value) => `${value.toFixed(2)}${trainable ? '' : ' fixed'}`,
      onInput: (value) => {
        current = { ...current, [name]: value };
        onChange(current);
      },
    });
    return { parameter, control };
  });
  const reset = button('Reset', () => {
    current = {};
    for (const { parameter, control } of sliders) control.set(parameter.initial);
    onChange(current);
  });
  return element('div', { class: 'controls', role: 'group', 'aria-label': `Parameters of ${activation.title}` }, [
    element('span', {}, [activation.title]),
    ...sliders.map(({ control }) => control.element),
    reset,
  ]);
}
