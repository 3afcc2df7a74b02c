import { type Runtime, Session } from 'node:inspector';
import { helperName } from './compile/helperName';

/** Thrown in place of what V8 stopped: not an error of the cell. */
export class Terminated extends Error {}

/** Missing in Node's types, not in V8. */
type EvaluateInReplMode = Runtime.EvaluateParameterType & { replMode: true };

/** Runs scripts in V8's REPL mode through the inspector of this very thread: no port is opened. */
export class Evaluator {
  private session = connected();
  private unanswered = 0;

  /** Resolves when the script and its top-level awaits are done; rejects with the value it threw. */
  evaluate(code: string, script: string): Promise<void> {
    const { session } = this;
    const options: EvaluateInReplMode = {
      expression: `${code}\n//# sourceURL=${script}`,
      replMode: true,
      awaitPromise: true,
      objectGroup: script,
    };
    this.unanswered++;
    return new Promise((resolve, reject) => {
      session.post('Runtime.evaluate', options, (failure, reply?: Runtime.EvaluateReturnType) => {
        this.unanswered--;
        // V8 refuses its answer only for a script that it stopped; the words differ between versions.
        if (failure) return reject(new Terminated(failure.message));
        if (reply?.exceptionDetails) reject(thrownValue(session, reply.exceptionDetails));
        else resolve();
        session.post('Runtime.releaseObjectGroup', { objectGroup: script });
      });
    });
  }

  /**
   * Forgets scripts that were given up. V8 would answer for them when they are collected, from inside the collection,
   * which ends the process. What they declared belongs to the context and stays.
   */
  forgetUnanswered(): void {
    if (this.unanswered === 0) return;
    const { session } = this;
    this.session = connected();
    session.disconnect();
    this.unanswered = 0;
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
