import remapping from '@jridgewell/remapping';
import { LEAST_UPPER_BOUND, originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';

/** A text that a person wrote, as V8 knows it after transpiling. */
export interface Source {
  /** 'Cell 3' or a file's path. */
  title: string;
  /** Set for cells. */
  cellId?: string;
  text: string;
  /** Source maps, the last step first; none when V8 runs the text itself. */
  maps: string[];
}

export interface SourcePosition {
  source: Source;
  line: number;
  column: number;
}

/** Re-run cells leave their old versions behind, which closures may still run; this many are kept. */
const kept = 2000;

const sources = new Map<string, Source>();
const traceMaps = new WeakMap<Source, TraceMap>();

/** @param script the name that V8 gives in stack frames */
export function registerSource(script: string, source: Source): void {
  sources.set(script, source);
  const [oldest] = sources.keys();
  if (sources.size > kept && oldest !== undefined) sources.delete(oldest);
}

/** Where the person wrote what V8 runs at a position (both 1-based); undefined for code that is not theirs. */
export function originalPosition(script: string, line: number, column: number): SourcePosition | undefined {
  const source = sources.get(script);
  if (!source) return undefined;
  if (source.maps.length === 0) return { source, line, column };
  const map = traceMapOf(source);
  const place = { line, column: Math.max(0, column - 1) };
  const before = originalPositionFor(map, place);
  // What rewriting put at the head of a line stands before anything of the person's.
  const found = before.line === null ? originalPositionFor(map, { ...place, bias: LEAST_UPPER_BOUND }) : before;
  if (found.line === null) return undefined;
  return { source, line: found.line, column: found.column + 1 };
}

/** Maps are joined only when an error needs them: most cells never throw. */
function traceMapOf(source: Source): TraceMap {
  const known = traceMaps.get(source);
  if (known) return known;
  const [last = '', ...earlier] = source.maps;
  const map = new TraceMap(earlier.length > 0 ? remapping(source.maps, () => null).toString() : last);
  traceMaps.set(source, map);
  return map;
}
