import { currentHost } from './currentHost';
import type { DisplayHandle, MimeBundle } from './host';

/** What a cell calls to show something. `text` is what terminals, diffs and screen readers get instead. */
export const display = {
  text(text: string): void {
    show({ 'text/plain': text });
  },
  markdown(source: string): void {
    show({ 'text/markdown': source, 'text/plain': source });
  },
  html(markup: string, text = withoutTags(markup)): void {
    show({ 'text/html': markup, 'text/plain': text });
  },
  svg(markup: string, text = 'SVG figure'): void {
    show({ 'image/svg+xml': markup, 'text/plain': text });
  },
  png(bytes: Uint8Array, text = 'PNG image'): void {
    show({ 'image/png': Buffer.from(bytes).toString('base64'), 'text/plain': text });
  },
  json(value: unknown): void {
    show({ 'application/json': value, 'text/plain': JSON.stringify(value, undefined, 2) });
  },
  /** Takes away what the cell has shown so far: now, or with `wait` when it shows something next. */
  clear(options?: { wait?: boolean }): void {
    currentHost().clear(options);
  },
  /** A display that is replaced in place: `const status = lab.display.live({ 'text/plain': '…' }); status.update(…)`. */
  live(bundle: MimeBundle): DisplayHandle {
    return currentHost().display(bundle);
  },
};

// Nothing is returned on purpose: a call at the end of a cell must not show a handle below what it displayed.
function show(bundle: MimeBundle): void {
  currentHost().display(bundle);
}

function withoutTags(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
