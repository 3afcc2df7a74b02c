import { type Runtime, Session } from 'node:inspector';
import { promiseHooks } from 'node:v8';
import { helperName } from './compile/helperName';
import type { Gate } from './gate';

/** Thrown in place of what V8 stopped: not an error of the cell. */
export class Terminated extends Error {}

/** Missing in Node's types, not in V8. */
type EvaluateInReplMode = Runtime.EvaluateParameterType & { replMode: true };

/** Runs scripts in V8's REPL mode through the inspector of this very thread: no port is opened. */
export class Evaluator {
  private session = connected();
  /** What V8 has not answered yet: see keepPromise. */
  private readonly unanswered = new Map<string, Promise<unknown> | undefined>();
  private stopLooking: (() => void) | undefined;

  constructor(private readonly gate: Gate) {}

  /** Resolves when the script and its top-level awaits are done; rejects with the value it threw. */
  evaluate(code: string, script: string): Promise<void> {
    const { session } = this;
    const options: EvaluateInReplMode = {
      expression: `${code}\n//# sourceURL=${script}`,
      replMode: true,
      awaitPromise: true,
      objectGroup: script,
    };
    this.unanswered.set(script, undefined);
    return new Promise((resolve, reject) => {
      this.keepPromise(script);
      session.post('Runtime.evaluate', options, (failure, reply?: Runtime.EvaluateReturnType) => {
        this.unanswered.delete(script);
        // V8 refuses its answer only for a script that it stopped; the words differ between versions.
        if (failure) return reject(new Terminated(failure.message));
        if (reply?.exceptionDetails) reject(thrownValue(session, reply.exceptionDetails));
        else resolve();
        session.post('Runtime.releaseObjectGroup', { objectGroup: script });
      });
      this.stopLooking?.();
    });
  }

  /** Forgets scripts that were given up. What they declared belongs to the context and stays. */
  recover(): void {
    this.stopLooking?.();
    if (this.unanswered.size === 0) return;
    const { session } = this;
    this.session = connected();
    session.disconnect();
    this.unanswered.clear();
  }

  /**
   * Keeps the promise of a script, which is the first that it makes, until V8 has answered. Where a termination has cut
   * off what the script does later, nothing else refers to it any more: V8 would answer when it is collected, from inside
   * the collection, which ends the process.
   */
  private keepPromise(script: string): void {
    this.gate.whole(() => {
      const stop = promiseHooks.onInit((promise) => {
        this.stopLooking?.();
        if (this.unanswered.has(script)) this.unanswered.set(script, promise);
      }) as () => void;
      this.stopLooking = () => {
        this.stopLooking = undefined;
        this.gate.whole(stop);
      };
    });
  }
}

function connected(): Session {
  const session = new Session();
  session.connect();
  return session;
}

/** The value itself, not the inspector's description of it: posting is synchronous within one thread. */
function thrownValue(session: Session, { exception, text }: Runtime.ExceptionDetails): unknown {
  if (!exception) return new Terminated(text);
  if (exception.objectId === undefined) return exception.unserializableValue ?? exception.value;
  let thrown: unknown;
  const helper = (globalThis as Record<string, unknown>)[helperName] as { catch(value: unknown): void };
  helper.catch = (value) => {
    thrown = value;
  };
  const functionDeclaration = `function () { ${helperName}.catch(this) }`;
  session.post('Runtime.callFunctionOn', { objectId: exception.objectId, functionDeclaration });
  return thrown;
}
