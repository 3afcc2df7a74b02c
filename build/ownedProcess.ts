import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it could not even start. */
  readonly error?: Error;
}

/** A child with everything it starts in turn, which ends when `stop` is called or when this process ends. */
export interface OwnedProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<ProcessEnd>;
  stop(): Promise<void>;
}

const owned = new Set<OwnedProcess>();
let stopRequested = false;
const politeMs = 3000;

/** Starts a process at the head of its own group, so that one call ends it with all its descendants. */
export function startProcess(command: string, args: readonly string[], options: SpawnOptions = {}): OwnedProcess {
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  const gone = new Promise<ProcessEnd>((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error }));
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  // Once the user has asked to stop, the ends that follow are no news, and nobody is to act on them.
  const ended = gone.then((end) => (stopRequested ? new Promise<never>(() => {}) : end));
  const it: OwnedProcess = { child, ended, stop: () => stopTree(child, gone) };
  owned.add(it);
  void gone.then(() => owned.delete(it));
  return it;
}

/** Ends every process started here; safe to call twice. */
export async function stopAllProcesses(): Promise<void> {
  await Promise.all([...owned].map((it) => it.stop()));
}

/** One sentence part: "ended with code 1", "was ended by SIGKILL", "could not be started: …". */
export function describeEnd(end: ProcessEnd): string {
  if (end.error) return `could not be started: ${end.error.message}`;
  return end.signal ? `was ended by ${end.signal}` : `ended with code ${end.code}`;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Ctrl+C, a closed terminal and a plain kill all end our children first; then `leave` names the exit code. */
export function onStopRequest(leave: (signal: NodeJS.Signals) => number): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, async () => {
      stopRequested = true;
      await stopAllProcesses();
      process.exit(leave(signal));
    });
  }
}

/** The shell's convention for a process that a signal ended. */
export function exitCodeOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

process.once('exit', () => {
  for (const { child } of owned) signalTree(child, 'SIGKILL');
});

async function stopTree(child: ChildProcess, gone: Promise<ProcessEnd>): Promise<void> {
  signalTree(child, 'SIGTERM');
  await Promise.race([gone, delay(politeMs, undefined, { ref: false })]);
  // The head may have gone politely and left a descendant behind.
  signalTree(child, 'SIGKILL');
}

function signalTree(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}
