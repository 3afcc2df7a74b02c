/** Why an install came to nothing, in words for the user; nothing of it was kept. */
export class InstallFailure extends Error {
  override readonly name = 'InstallFailure';

  /** @param next what the user can do */
  constructor(
    what: string,
    readonly next: string,
  ) {
    super(`${what} ${next}`);
  }
}
