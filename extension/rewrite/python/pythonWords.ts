/** What no class, function or parameter of an inserted helper may be called: it would mean something else there. */
export const pythonWords: ReadonlySet<string> = new Set(
  [
    // The language.
    'False None True and as assert async await break class continue def del elif else except finally for from global if',
    'import in is lambda nonlocal not or pass raise return try while with yield match case',
    // What is there without an import; exceptions end in what no activation is called.
    'Ellipsis Exception NotImplemented Warning abs all any ascii bin bool bytes callable chr compile complex dict dir',
    'divmod eval exec filter float format frozenset getattr hash help hex id input int iter len license list locals map',
    'max min next object oct open ord pow print property range repr reversed round set setattr slice sorted',
    'staticmethod str sum super tuple type vars zip',
    // Modules by their customary names, and what helpers call their own variables.
    'torch nn functional F jax jnp np lax flax nnx eqx equinox hk haiku keras ops tf tensorflow math',
    'x wide result key kwargs self inplace input_shape inverse_softplus negative',
    // Members of the module classes of PyTorch, Keras, Flax and Haiku.
    'add_loss add_weight apply autocast bfloat16 bind buffers build built call children clone copy cpu cuda double dtype',
    'dtype_policy eval extra_repr forward from_config get_config half init ipu losses metrics modules module_name mtia',
    'name output param parameters params_dict parent path perturb quantize scope setup share_memory sow state_dict',
    'tabulate to to_empty train trainable trainable_variables trainable_weights training unbind variable variables',
    'weights xpu zero_grad',
  ].flatMap((line) => line.split(' ')),
);
