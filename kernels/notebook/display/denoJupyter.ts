import type { MimeBundle } from '../../lab/host';
import type { CellDisplays } from './cellDisplays';

interface Content {
  data?: MimeBundle;
  transient?: { display_id?: string };
  wait?: boolean;
  name?: 'stdout' | 'stderr';
  text?: string;
}

/**
 * `Deno.jupyter` of notebooks that were written for Deno's kernel. Only that path is answered, in cells: a global
 * `Deno` would make libraries believe that they run in another program.
 */
export function denoJupyter(displays: CellDisplays, clear: (options: { wait: boolean }) => void): object {
  const display = Symbol.for('Jupyter.display');
  const tag =
    (type: string) =>
    (strings: TemplateStringsArray, ...values: unknown[]) => {
      const text = String.raw({ raw: strings }, ...values);
      return { [display]: () => ({ [type]: text, 'text/plain': text }) };
    };
  return {
    $display: display,
    display: async (value: unknown, options: { raw?: boolean; display_id?: string; update?: boolean } = {}) => {
      const { raw, display_id: id, update } = options;
      const place = { ...(id !== undefined && { id }), ...(update !== undefined && { update }) };
      if (raw) displays.raw(value as MimeBundle, place);
      else await displays.show(value, place);
    },
    html: tag('text/html'),
    md: tag('text/markdown'),
    svg: tag('image/svg+xml'),
    broadcast: async (type: string, { data = {}, transient = {}, wait = false, name, text = '' }: Content) => {
      const id = transient.display_id;
      const place = { ...(id !== undefined && { id }), update: type === 'update_display_data' };
      if (type === 'display_data' || type === 'update_display_data') displays.raw(data, place);
      else if (type === 'clear_output') clear({ wait });
      else if (type === 'stream') process[name ?? 'stdout'].write(text);
      else
        throw new Error(
          `Deno.jupyter.broadcast("${type}") has no counterpart here: it can display, update, clear and print.`,
        );
    },
  };
}
