/** What no class, function or parameter of an inserted helper may be called: it would mean something else there. */
export const jsWords: ReadonlySet<string> = new Set(
  [
    // The language.
    'arguments async await break case catch class const continue debugger default delete do else enum eval export extends',
    'false finally for function if implements import in instanceof interface let new null of package private protected',
    'public return static super switch this throw true try typeof undefined var void while with yield',
    // What is there without an import.
    'Array Boolean Date Error Function JSON Map Math NaN Number Object Promise Proxy RegExp Set String Symbol isNaN',
    'require exports module process console',
    // The library by its customary names, and what helpers call their own variables.
    'tf tfl lab x inputs inputShape',
    // What layers have already.
    'activation apply bias build built call dispose id input inputSpec kernel losses name output outputShape stateful',
    'trainable units updates weights',
    // Classes under whose names models are saved.
    'Activation Add Average Bidirectional Concatenate Constant Dense Dot Dropout Embedding Flatten Functional Identity',
    'Layer Masking Maximum Minimum Model Momentum Multiply Ones Orthogonal Permute Rescaling Reshape Resizing Sequential',
    'Zeros',
  ].flatMap((line) => line.split(' ')),
);
