import type { CellDisplays } from './display/cellDisplays';
import type { Input } from './input';

interface Parts {
  input: Input;
  displays: CellDisplays;
  clear(): void;
}

/** What every cell can call without an import. Cells may declare the same names: theirs win. */
export function installCellGlobals({ input, displays, clear }: Parts): void {
  const globals = {
    /** Shows any value now; `id` names it, so that another call with `update` replaces it. */
    display: (value: unknown, options?: { id?: string; update?: boolean }) => displays.show(value, options),
    /** Asks the person; null when they would not answer. */
    prompt: (question: unknown = '', preset: unknown = '', { password = false } = {}) => {
      const otherwise = String(preset);
      const answer = input.askNow({ prompt: String(question), password, ...(otherwise && { preset: otherwise }) });
      return answer === '' ? otherwise : answer;
    },
    /** Nothing waits for a click here: the words are what counts. */
    alert: (message: unknown = '') => console.log(String(message)),
    confirm: (question: unknown = 'Go on?') =>
      /^\s*y(es)?\s*$/i.test(input.askNow({ prompt: String(question), isYesNo: true }) ?? ''),
  };
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: false });
  }
  console.clear = () => clear();
}
