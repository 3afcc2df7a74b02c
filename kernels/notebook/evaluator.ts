import { type Runtime, Session } from 'node:inspector';
import { helperName } from './compile/helperName';

/** Thrown in place of what V8 stopped: not an error of the cell. */
export class Terminated extends Error {}

/** Missing in Node's types, not in V8. */
type EvaluateInReplMode = Runtime.EvaluateParameterType & { replMode: true };

/** Runs scripts in V8's REPL mode through the inspector of this very thread: no port is opened. */
export class Evaluator {
  private readonly session = new Session();

  constructor() {
    this.session.connect();
  }

  /** Resolves when the script and its top-level awaits are done; rejects with the value it threw. */
  evaluate(code: string, script: string): Promise<void> {
    const expression = `${code}\n//# sourceURL=${script}`;
    return new Promise((resolve, reject) => {
      const options: EvaluateInReplMode = { expression, replMode: true, awaitPromise: true, objectGroup: script };
      this.session.post('Runtime.evaluate', options, (failure, reply?: Runtime.EvaluateReturnType) => {
        const details = reply?.exceptionDetails;
        if (failure) reject(failure.message.includes('terminated') ? new Terminated() : failure);
        else if (details) reject(this.thrownValue(details));
        else resolve();
        this.session.post('Runtime.releaseObjectGroup', { objectGroup: script });
      });
    });
  }

  /** The value itself, not the inspector's description of it: posting is synchronous within one thread. */
  private thrownValue({ exception, text }: Runtime.ExceptionDetails): unknown {
    if (!exception) return new Terminated(text);
    if (exception.objectId === undefined) return exception.unserializableValue ?? exception.value;
    let thrown: unknown;
    const helper = (globalThis as Record<string, unknown>)[helperName] as { catch(value: unknown): void };
    helper.catch = (value) => {
      thrown = value;
    };
    const functionDeclaration = `function () { ${helperName}.catch(this) }`;
    this.session.post('Runtime.callFunctionOn', { objectId: exception.objectId, functionDeclaration });
    return thrown;
  }
}
