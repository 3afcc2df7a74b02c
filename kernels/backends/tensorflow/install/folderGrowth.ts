import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface GrowthWatch {
  /** Nothing has arrived for this long: `onStall`, once. */
  stallMs: number;
  onGrowth(bytes: number): void;
  onStall(): void;
}

/** A sign of life that the folder does not show: a line that a program printed. */
export interface Growth {
  heard(): void;
  stop(): void;
}

const everyMs = 1000;

/** What a folder weighs is the only progress that npm and the scripts it runs show alike. */
export function watchGrowth(folder: string, { stallMs, onGrowth, onStall }: GrowthWatch): Growth {
  let [bytes, alive, stopped] = [-1, Date.now(), false];
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    const now = await sizeOf(folder);
    if (stopped) return;
    if (now !== bytes) {
      [bytes, alive] = [now, Date.now()];
      onGrowth(now);
    }
    if (Date.now() - alive < stallMs) timer = setTimeout(() => void look(), Math.min(everyMs, stallMs / 4));
    else onStall();
  };
  void look();
  return {
    heard: () => {
      alive = Date.now();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** In bytes. What goes while it is counted counts nothing. */
export async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  let bytes = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const found = await lstat(join(entry.parentPath, entry.name)).catch(() => undefined);
    bytes += found?.size ?? 0;
  }
  return bytes;
}
