/** The last few kilobytes of a text that may be endless. */
export class Tail {
  private text = '';

  constructor(private readonly limit = 4000) {}

  add(text: string): void {
    this.text = (this.text + text).slice(-this.limit);
  }

  toString(): string {
    return this.text;
  }
}
