import type { ActivationId } from '../activationNames';
import type { PythonFacts, PythonHelper, PythonSpelling } from './pythonFramework';

export interface KnownSpelling {
  readonly activation: ActivationId;
  readonly form: 'constructor' | 'function';
  readonly spelling: PythonSpelling;
}

/** 'torch.nn.GELU' → gelu and, with approximate="tanh", gelu_tanh. A Map: a plain object would know `constructor`. */
export function spellingsByName(facts: PythonFacts): ReadonlyMap<string, readonly KnownSpelling[]> {
  const byName = new Map<string, KnownSpelling[]>();
  for (const [activation, { constructors = [], functions = [] }] of facts.activations) {
    for (const [form, spellings] of [['constructor', constructors] as const, ['function', functions] as const]) {
      for (const spelling of spellings) {
        byName.set(spelling.name, [...(byName.get(spelling.name) ?? []), { activation, form, spelling }]);
      }
    }
  }
  return byName;
}

/** `TeLU`, and `TeLUActivation` where the first was taken. */
export function namesOfHelper(helper: PythonHelper): readonly string[] {
  const suffix = /^[A-Z]|^x[A-Z]/.test(helper.name) ? 'Activation' : '_activation';
  return [helper.name, helper.name + suffix];
}

/** Words of which one must occur at every site. */
export function wordsOf(facts: PythonFacts): string[] {
  const methods = [...facts.activations.values()].flatMap(({ methods: own = [] }) => own.flatMap((m) => [m, `${m}_`]));
  const lastNames = [...spellingsByName(facts).keys()].map((name) => name.slice(name.lastIndexOf('.') + 1));
  const strings = facts.slots.flatMap(({ strings: accepted }) => [...accepted.keys()]);
  return [...new Set([...helperNames(facts).keys(), ...methods, ...lastNames, ...strings])];
}

export function helperNames(facts: PythonFacts): ReadonlyMap<string, KnownSpelling> {
  const byName = new Map<string, KnownSpelling>();
  for (const [activation, { constructorHelper, functionHelper }] of facts.activations) {
    for (const [form, helper] of [['constructor', constructorHelper] as const, ['function', functionHelper] as const]) {
      for (const name of helper ? namesOfHelper(helper) : []) {
        const parameters = (helper?.parameters ?? []).map((parameter) => (parameter === 'x' ? 'input' : parameter));
        byName.set(name, { activation, form, spelling: { name, parameters } });
      }
    }
  }
  return byName;
}
