import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { FullLog } from './fullLog';

const oldestMs = 14 * 24 * 3600 * 1000;
const largestTotal = 1024 * 1024 * 1024;
const ending = '.log';

/** The full logs of cells that print very much. They outlive the kernel and the window; old ones go, the oldest first. */
export class LogFolder {
  /** Those of this process, which may still grow. */
  private readonly own = new Set<string>();

  constructor(
    private readonly folder: string,
    private readonly limits = { oldestMs, largestTotal },
  ) {}

  /** @param title names the file: "training, cell 3". */
  create(title: string): FullLog {
    const name = `${title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}-${randomBytes(4).toString('hex')}${ending}`;
    this.own.add(name);
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      this.removeOld();
    } catch {
      // The first write says what is wrong with the folder.
    }
    return new FullLog(join(this.folder, name));
  }

  /** Where the log of that name stands; undefined when it is no longer kept. */
  find(name: string): string | undefined {
    const path = join(this.folder, basename(name));
    return name.endsWith(ending) && existsSync(path) ? path : undefined;
  }

  private removeOld(): void {
    const logs = readdirSync(this.folder)
      .filter((name) => name.endsWith(ending) && !this.own.has(name))
      .map((name) => ({ path: join(this.folder, name), ...sizeAndAge(join(this.folder, name)) }))
      .sort((a, b) => a.age - b.age);
    let total = 0;
    for (const { path, size, age } of logs) {
      total += size;
      if (age > this.limits.oldestMs || total > this.limits.largestTotal) rmSync(path, { force: true });
    }
  }
}

/** Another window may have just removed it. */
function sizeAndAge(path: string): { size: number; age: number } {
  const found = statSync(path, { throwIfNoEntry: false });
  return { size: found?.size ?? 0, age: Date.now() - (found?.mtimeMs ?? 0) };
}
