/** Emscripten's start-up code listens to these and throws, so that one forgotten `await` in a cell would end the kernel. */
const guarded = ['uncaughtException', 'unhandledRejection'] as const;

/** Runs `start` and takes away the process-wide error listeners that it leaves behind. */
export async function keepingListeners<T>(start: () => Promise<T>): Promise<T> {
  const before = guarded.map((event) => new Set<unknown>(process.rawListeners(event)));
  try {
    return await start();
  } finally {
    guarded.forEach((event, index) => {
      for (const listener of process.rawListeners(event)) {
        if (!before[index]?.has(listener)) process.removeListener(event, listener as () => void);
      }
    });
  }
}
