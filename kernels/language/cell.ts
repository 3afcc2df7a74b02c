/** A code cell as the editor holds it. */
export interface Cell {
  readonly uri: string;
  readonly languageId: string;
  readonly text: string;
}
