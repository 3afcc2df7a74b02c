import type { Readable } from 'node:stream';

/** What TensorFlow writes while it is loaded, before it reads that it was asked to be quiet. Each comes as whole lines. */
const loadingNotices =
  /^(WARNING: All log messages before absl::InitializeLog\(\) is called|I\d+ \S+ +\d+ port\.cc:\d+\] oneDNN custom operations are on).*\n/gm;

/**
 * What does not pass through the kernel's JavaScript: native code and child processes that inherit its file
 * descriptors. It says nothing of its cell, so it belongs to the one that runs.
 */
export class NativeOutput {
  private reads = 0;

  constructor(stdout: Readable, stderr: Readable, emit: (name: 'stdout' | 'stderr', text: string) => void) {
    for (const [name, stream] of Object.entries({ stdout, stderr })) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        this.reads++;
        const rest = text.replace(loadingNotices, '');
        if (rest) emit(name === 'stdout' ? 'stdout' : 'stderr', rest);
      });
    }
  }

  /** Resolves when what was in the pipes has been read: a cell's reply may overtake it on the other channel. */
  async settled(): Promise<void> {
    for (let seen = -1; seen !== this.reads; ) {
      seen = this.reads;
      // Two turns: the first may end a poll that began before the text came.
      await turn();
      await turn();
    }
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
