/** How whoever started some work hears of it, and stops it. */
export interface Watcher {
  /** Asked before each item and at the end. */
  isStopped(): boolean;
  report(done: number, count: number): void;
}

/** One item after the other; false where it was stopped, so that nobody goes on with a part. */
export async function inTurn<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  watcher: Watcher,
): Promise<boolean> {
  for (const [i, item] of items.entries()) {
    if (watcher.isStopped()) return false;
    watcher.report(i + 1, items.length);
    await work(item);
  }
  return !watcher.isStopped();
}
