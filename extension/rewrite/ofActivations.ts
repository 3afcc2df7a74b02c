import { type Activation, allActivations } from '../../kernels/activations';

/** A table over all activations, made anew only when one was defined: a menu asks for it dozens of times. */
export function ofActivations<Table>(make: (activations: readonly Activation[]) => Table): () => Table {
  let known: { readonly activations: readonly Activation[]; readonly table: Table } | undefined;
  return () => {
    const activations = allActivations();
    if (known?.activations !== activations) known = { activations, table: make(activations) };
    return known.table;
  };
}

/** What is told of each activation once: a definition costs its own entry of a table, not that of all others. */
export function ofEach<Entry>(make: (activation: Activation) => Entry): (activation: Activation) => Entry {
  const known = new WeakMap<Activation, { readonly entry: Entry }>();
  return (activation) => {
    const { entry } = known.get(activation) ?? { entry: make(activation) };
    known.set(activation, { entry });
    return entry;
  };
}
