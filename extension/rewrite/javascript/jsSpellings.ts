import type { JsFacts, JsHelper } from './jsFramework';

/** `telu`, and `teluActivation` where the first was taken. */
export function namesOfJsHelper({ name }: JsHelper): readonly string[] {
  return [name, `${name}Activation`];
}

/** Words of which one must occur at every site. */
export function jsWordsOf({ activations, companion }: JsFacts): string[] {
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
  return [...new Set(all.filter((word) => word !== undefined))];
}
