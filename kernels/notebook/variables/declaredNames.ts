/** The names that cells have declared, each with the cell that declared it last. */
export class DeclaredNames {
  private readonly cells = new Map<string, string>();

  /** @param cell as people name it: "Cell 3" */
  declare(name: string, cell: string): void {
    this.cells.delete(name);
    this.cells.set(name, cell);
  }

  forget(name: string): void {
    this.cells.delete(name);
  }

  get size(): number {
    return this.cells.size;
  }

  has(name: string): boolean {
    return this.cells.has(name);
  }

  /** The last declared first. */
  newest(count: number): { name: string; cell: string }[] {
    return [...this.cells]
      .slice(this.cells.size - Math.min(count, this.cells.size))
      .reverse()
      .map(([name, cell]) => ({ name, cell }));
  }
}
