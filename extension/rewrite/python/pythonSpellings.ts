import type { Activation } from '../../../kernels/activations';
import type { ActivationId } from '../activationNames';
import { ofActivations } from '../ofActivations';
import type { PythonFacts, PythonHelper, PythonSpelling } from './pythonFramework';

export interface KnownSpelling {
  readonly activation: ActivationId;
  readonly form: 'constructor' | 'function';
  readonly spelling: PythonSpelling;
}

/** The names of one framework, in the order in which they are looked up. */
export interface Vocabulary {
  /** 'torch.nn.GELU' → gelu and, with approximate="tanh", gelu_tanh. A Map: a plain object would know `constructor`. */
  readonly spellings: ReadonlyMap<string, readonly KnownSpelling[]>;
  readonly helpers: readonly PythonHelper[];
  readonly helpersByName: ReadonlyMap<string, readonly PythonHelper[]>;
  /** Words of which one must occur at every site. */
  readonly words: readonly string[];
  /** Matches where one does. */
  readonly pattern: RegExp;
}

const vocabularies = new WeakMap<PythonFacts, () => Vocabulary>();

/** Built once, since there are thousands of names, and again when an activation was defined. */
export function vocabularyOf(facts: PythonFacts): Vocabulary {
  const known = vocabularies.get(facts) ?? ofActivations((activations) => build(facts, activations));
  vocabularies.set(facts, known);
  return known();
}

function build(facts: PythonFacts, activations: readonly Activation[]): Vocabulary {
  const spellings = spellingsByName(facts);
  const helpers = activations.flatMap(facts.helpers);
  const helpersByName = byNameOf(helpers);
  const methods = [...facts.activations.values()].flatMap(({ methods: own = [] }) => own.flatMap((m) => [m, `${m}_`]));
  const lastNames = [...spellings.keys()].map((name) => name.slice(name.lastIndexOf('.') + 1));
  const slots = [...facts.slots, ...(facts.defaults?.slots ?? [])];
  const strings = slots.flatMap(({ strings: accepted }) => [...accepted.keys()]);
  const words = [...new Set([...helpersByName.keys(), ...methods, ...lastNames, ...strings])];
  return { spellings, helpers, helpersByName, words, pattern: new RegExp(`\\b(?:${words.join('|')})\\b`) };
}

function spellingsByName(facts: PythonFacts): Vocabulary['spellings'] {
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
export function namesOfHelper({ form, name }: PythonHelper): readonly string[] {
  return [name, name + (form === 'constructor' ? 'Activation' : '_activation')];
}

function byNameOf(helpers: readonly PythonHelper[]): Vocabulary['helpersByName'] {
  const byName = new Map<string, PythonHelper[]>();
  for (const helper of helpers) {
    for (const name of namesOfHelper(helper)) {
      byName.set(name, [...(byName.get(name) ?? []), helper]);
    }
  }
  return byName;
}
