/** The one global that rewritten cells call: import, importNames, meta, result. */
export const helperName = '__activationLabCell';
