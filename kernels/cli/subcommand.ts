/** What a file beside the dispatcher exports: `activation-lab NAME …` is run by NAME.cjs. */
export interface Subcommand {
  /** One line of `activation-lab --help`. */
  readonly summary: string;
  /** Takes the words behind the name; resolves with the exit code. Writes to the terminal itself. */
  main(words: readonly string[]): Promise<number>;
}
