/** Kinds of nodes around which questions are asked, by the grammar's own names. */

export const definedFunctions: ReadonlySet<string> = new Set(['function_definition']);
/** Whatever runs later than the line on which it stands. */
export const functions: ReadonlySet<string> = new Set(['function_definition', 'lambda']);
export const classes: ReadonlySet<string> = new Set(['class_definition']);
