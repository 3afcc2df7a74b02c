import { type ParseArgsConfig, parseArgs } from 'node:util';
import { exitCodeOf, onStopRequest, stopAllProcesses } from './ownedProcess';

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O; strict: true }>>['values'];

interface Command<O extends Options> {
  readonly usage: string;
  readonly options: O;
  /** The exit code after Ctrl+C; the shell's own convention when absent. */
  readonly stopped?: (signal: NodeJS.Signals) => number;
}

/** What every command shares: arguments, Ctrl+C, no child left behind, a message instead of a stack, an exit code. */
export async function runCommand<O extends Options>(
  { usage, options, stopped = exitCodeOf }: Command<O>,
  main: (values: Values<O>) => Promise<number>,
): Promise<void> {
  onStopRequest(stopped);
  let values: Values<O>;
  try {
    values = parseArgs({ options, strict: true }).values;
  } catch (error) {
    console.error(`${messageOf(error)}\nUsage: ${usage}`);
    process.exit(2);
  }
  let code = 1;
  try {
    code = await main(values);
  } catch (error) {
    console.error(messageOf(error));
  }
  await stopAllProcesses();
  process.exit(code);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
