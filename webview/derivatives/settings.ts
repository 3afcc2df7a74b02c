import { findActivation } from '../../kernels/activations';

export interface Preset {
  id: string;
  label: string;
  range: readonly [min: number, max: number];
  /** The slope's size on a log axis: how fast it dies in the tails. */
  isLogSlope: boolean;
}

export const presets: readonly Preset[] = [
  { id: 'near', label: '−5 … 5', range: [-5, 5], isLogSlope: false },
  { id: 'wide', label: '−10 … 10', range: [-10, 10], isLogSlope: false },
  { id: 'tails', label: 'tails: −20 … 5, |f′| log', range: [-20, 5], isLogSlope: true },
];

export interface Settings {
  /** Catalogue ids, in the order they were chosen. */
  chosen: string[];
  preset: string;
  /** Activation → parameter → value, where moved from its initial one. */
  parameters: Record<string, Record<string, number>>;
}

/** Offered at a glance; the rest of the catalogue waits behind a click. */
export const wellKnown: readonly string[] = [
  'relu',
  'gelu',
  'silu',
  'telu',
  'xielu',
  'mish',
  'elu',
  'leakyRelu',
  'softplus',
  'sigmoid',
  'tanh',
];

export const defaults: Settings = {
  chosen: ['relu', 'gelu', 'silu', 'telu', 'xielu'].filter((id) => findActivation(id)),
  preset: 'near',
  parameters: {},
};

export function presetOf({ preset }: Settings): Preset {
  return presets.find(({ id }) => id === preset) ?? { id: 'near', label: '', range: [-5, 5], isLogSlope: false };
}
