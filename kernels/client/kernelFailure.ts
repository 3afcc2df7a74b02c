import type { CellError } from '../notebook/wire';

/** A request that got no answer of its own: the kernel ended, could not start, or refused. */
export class KernelFailure extends Error {
  override readonly name: string;
  readonly hint: string | undefined;
  readonly described: CellError;

  constructor(described: CellError) {
    super(described.message);
    this.name = described.name;
    this.hint = described.hint;
    this.described = described;
  }
}

export function failure(name: string, message: string, hint?: string): KernelFailure {
  const stack = [`${name}: ${message}`, ...(hint === undefined ? [] : [hint])].join('\n');
  return new KernelFailure({ name, message, stack, ...(hint !== undefined && { hint }) });
}

/** A cell is a program: it waits until the user trusts the folder that it came with. */
export function describeUntrusted(): KernelFailure {
  return failure(
    'WorkspaceNotTrusted',
    'No cell was run: this workspace is not trusted, and a cell can do whatever a program can.',
    'Run "Workspaces: Manage Workspace Trust", trust the workspace, then run the cell again.',
  );
}

export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The last lines of standard error. */
  lastLines: string;
  /** Why, where somebody knows: killed on request, unreadable channel. */
  known?: string;
}

export function describeStartFailure(error: Error, executable: string): KernelFailure {
  const missing = 'code' in error && error.code === 'ENOENT';
  const reason = missing ? 'there is no such program' : error.message;
  return failure('KernelStartFailure', `Cannot run ${executable}: ${reason}.`);
}

const restart = 'Restart the kernel to go on; its variables are lost.';

/** "The kernel ended: signal SIGKILL (out of memory?)." and what it said last. */
export function describeEnding({ code, signal, lastLines, known }: Ending): KernelFailure {
  const said = readable(lastLines);
  const reason = known ?? (signal ? `signal ${signal}${suspicion(signal, said)}` : `exit code ${code}`);
  return failure('KernelEnded', `The kernel ended: ${reason}.${said && `\nIt said last:\n${said}`}`, restart);
}

/** For whoever asks again later: the story was told once. */
export function inBrief({ described }: KernelFailure): KernelFailure {
  const [first = described.message] = described.message.split('\n');
  return failure(described.name, first, described.hint);
}

/** Without addresses of native frames, which help nobody here. */
function readable(lastLines: string): string {
  const lines = lastLines.split('\n').filter((line) => line.trim() && !/^\s*\d+: 0x|Native stack trace/.test(line));
  return lines.slice(-12).join('\n');
}

function suspicion(signal: NodeJS.Signals, said: string): string {
  if (/heap out of memory|heap limit/.test(said)) return ' (out of memory)';
  if (signal === 'SIGKILL') return ' (out of memory, or killed from outside?)';
  if (signal === 'SIGSEGV' || signal === 'SIGBUS' || signal === 'SIGILL') return ' (a native module crashed)';
  if (signal === 'SIGABRT') return ' (a native module gave up)';
  return '';
}
