import type { ActivationId } from '../activationNames';
import type { PythonFacts, PythonHelper, PythonSpelling } from './pythonFramework';

export interface KnownSpelling {
  readonly activation: ActivationId;
  readonly form: 'constructor' | 'function';
  readonly spelling: PythonSpelling;
}

/** The names of one framework, in the order in which they are looked up; built once, since there are thousands. */
export interface Vocabulary {
  /** 'torch.nn.GELU' → gelu and, with approximate="tanh", gelu_tanh. A Map: a plain object would know `constructor`. */
  readonly spellings: ReadonlyMap<string, readonly KnownSpelling[]>;
  readonly helpers: ReadonlyMap<string, readonly PythonHelper[]>;
  /** Words of which one must occur at every site. */
  readonly words: readonly string[];
}

const vocabularies = new WeakMap<PythonFacts, Vocabulary>();

export function vocabularyOf(facts: PythonFacts): Vocabulary {
  const known = vocabularies.get(facts);
  if (known) {
    return known;
  }
  const [spellings, helpers] = [spellingsByName(facts), helpersByName(facts)];
  const methods = [...facts.activations.values()].flatMap(({ methods: own = [] }) => own.flatMap((m) => [m, `${m}_`]));
  const lastNames = [...spellings.keys()].map((name) => name.slice(name.lastIndexOf('.') + 1));
  const slots = [...facts.slots, ...(facts.defaults?.slots ?? [])];
  const strings = slots.flatMap(({ strings: accepted }) => [...accepted.keys()]);
  const vocabulary = {
    spellings,
    helpers,
    words: [...new Set([...helpers.keys(), ...methods, ...lastNames, ...strings])],
  };
  vocabularies.set(facts, vocabulary);
  return vocabulary;
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

function helpersByName(facts: PythonFacts): Vocabulary['helpers'] {
  const byName = new Map<string, PythonHelper[]>();
  for (const helper of facts.helpers) {
    for (const name of namesOfHelper(helper)) {
      byName.set(name, [...(byName.get(name) ?? []), helper]);
    }
  }
  return byName;
}
