import type { JsFacts, JsHelper } from './jsFramework';

/** `telu`, and `teluActivation` where the first was taken. */
export function namesOfJsHelper({ name }: JsHelper): readonly string[] {
  return [name, `${name}Activation`];
}

interface JsVocabulary {
  /** Words of which one must occur at every site. */
  readonly words: readonly string[];
  /** Matches where one does. */
  readonly pattern: RegExp;
}

const vocabularies = new WeakMap<JsFacts, JsVocabulary>();

export function jsVocabularyOf(facts: JsFacts): JsVocabulary {
  const known = vocabularies.get(facts) ?? build(facts);
  vocabularies.set(facts, known);
  return known;
}

function build({ activations, companion }: JsFacts): JsVocabulary {
  const spelled = [...activations.values()].flatMap((spellings) => [
    spellings.string,
    spellings.foundString,
    spellings.fused,
    spellings.op,
    spellings.method,
    spellings.layer,
    spellings.stringHelper?.string,
    ...[spellings.opHelper, spellings.layerHelper].flatMap((helper) => (helper ? namesOfJsHelper(helper) : [])),
  ]);
  const all = [...spelled, ...companion.strings.values(), ...companion.ops.values(), ...companion.layers.values()];
  const words = [...new Set(all.filter((word) => word !== undefined))];
  return { words, pattern: new RegExp(`\\b(?:${words.join('|')})\\b`) };
}
