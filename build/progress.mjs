// Plain JavaScript: runs before node_modules exist.

const redrawMs = 200;
/** Without a terminal a line cannot be rewritten, so a long step speaks up rarely instead. */
const remindMs = 20_000;

/**
 * One step of work that says what it does, how far it is, and how long it took.
 * @param {string} label in the "-ing" form: "Installing packages"
 * @param {NodeJS.WriteStream} [stream]
 */
export function beginStep(label, stream = process.stdout) {
  const started = performance.now();
  const live = stream.isTTY === true;
  let detail = '';
  const elapsed = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  const line = () => `  ${label} …${detail && ` ${detail},`} ${elapsed()}`;
  const draw = () => stream.write(live ? `\r\u001b[2K${line().slice(0, (stream.columns ?? 80) - 1)}` : `${line()}\n`);
  const timer = setInterval(draw, live ? redrawMs : remindMs);
  timer.unref();
  if (live) draw();

  /** @param {string} mark @param {string} [note] */
  const end = (mark, note) => {
    clearInterval(timer);
    stream.write(`${live ? '\r\u001b[2K' : ''}${mark} ${label}${note ? `: ${note}` : ''} (${elapsed()})\n`);
  };
  return {
    /** @param {string} text how far it is, in a few words */
    update(text) {
      detail = text;
    },
    /** @param {string} [note] */
    done: (note) => end('✓', note),
    /** @param {string} [note] */
    fail: (note) => end('✗', note),
  };
}
