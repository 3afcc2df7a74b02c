/** What can begin or continue a statement of a cell. */
export const keywords =
  'abstract as async await break case catch class const continue debugger declare default delete do else enum export extends false finally for from function if implements import in infer instanceof interface is keyof let namespace new null of override private protected public readonly return satisfies static super switch this throw true try type typeof undefined using var void while yield'.split(
    ' ',
  );
