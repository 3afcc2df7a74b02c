/** What every cell of a notebook can call without an import. Copied to the types that cells are checked with. */

/** What `display` has shown: `update` puts another value in its place. */
interface CellDisplay {
  readonly id: string;
  update(value: unknown): Promise<CellDisplay>;
}

/**
 * Shows any value in the outputs of the cell, now.
 * @param options `id` names the display; `update` puts the value in the place of the display with that id.
 */
declare function display(value: unknown, options?: { id?: string; update?: boolean }): Promise<CellDisplay>;

/**
 * Asks the person before the notebook for a line of text, and waits for it.
 * @param preset the answer where nothing was typed
 * @param options `password` hides what is typed
 * @returns null when the person would not answer
 */
declare function prompt(question?: unknown, preset?: unknown, options?: { password?: boolean }): string | null;

/** Prints the message; nothing waits for a click. */
declare function alert(message?: unknown): void;

/** Asks the person before the notebook, and waits; true for "y" or "yes". */
declare function confirm(question?: unknown): boolean;
