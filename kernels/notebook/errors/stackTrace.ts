import { fileURLToPath } from 'node:url';
import type { Gate } from '../gate';
import type { ErrorPlace } from '../wire';
import { originalPosition, type SourcePosition } from './sources';

interface Trace {
  /** Those in cells and local modules. */
  positions: SourcePosition[];
  /** Those, and all others that are shown. */
  places: ErrorPlace[];
}

const traces = new WeakMap<object, Trace>();
const nowhere: Trace = { positions: [], places: [] };

/** The bundled tfjs is hidden as a part of the kernel: one beside the notebook is no more interesting. */
const tfjsPackages = /[\\/]node_modules[\\/]@tensorflow[\\/]/;

/**
 * Stack traces in the lines that people wrote, without the kernel's, tfjs's and Node's own frames. V8's inspector asks for
 * them when a cell has thrown, and ends the process when it is terminated meanwhile: `whole` keeps that out.
 */
export function installStackTraces(kernelDirectory: string, whole: Gate['whole']): void {
  const isHidden = (script: string) =>
    script.startsWith('node:') || script.startsWith(kernelDirectory) || tfjsPackages.test(script);
  const traceOf = (sites: NodeJS.CallSite[]) => {
    const trace: Trace = { positions: [], places: [] };
    const frames = sites.flatMap((site) => {
      const script = site.getScriptNameOrSourceURL() ?? '';
      const position = originalPosition(script, site.getLineNumber() ?? 0, site.getColumnNumber() ?? 0);
      if (position) trace.positions.push(position);
      if (!position && (script === '' || isHidden(script))) return [];
      const place = position ? placeOf(position) : foreignPlace(site, script);
      trace.places.push(place);
      return [frameText(site, place.text)];
    });
    return { frames, trace };
  };
  Error.stackTraceLimit = 30;
  Error.prepareStackTrace = (error, sites) => {
    const { frames, trace } = whole(() => traceOf(sites));
    traces.set(error, trace);
    return [headline(error), ...frames].join('\n    at ');
  };
}

/** The frames of an error that lie in cells and local modules, innermost first. */
export function positionsOf(error: object): SourcePosition[] {
  return (traces.get(error) ?? nowhere).positions;
}

export function placesOf(error: object): ErrorPlace[] {
  return (traces.get(error) ?? nowhere).places;
}

/** Gives an error of the kernel's own the place in the cell that caused it. */
export function showAt<E extends Error>(error: E, site: Error): E {
  const frames = (site.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const stack = [headline(error), ...frames].join('\n');
  Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true });
  traces.set(error, traces.get(site) ?? nowhere);
  return error;
}

/** 'Cell 3, line 7:5' or 'util.ts:7:5' with its full path. */
export function placeOf({ source: { title, cellId }, line, column }: SourcePosition): ErrorPlace {
  if (cellId === undefined) return placeInFile(title, line, column);
  return { text: `${title}, line ${line}:${column}`, target: { cellId }, line, column };
}

function foreignPlace(site: NodeJS.CallSite, script: string): ErrorPlace {
  const path = script.startsWith('file:') ? fileURLToPath(script) : script;
  return placeInFile(path, site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1);
}

function placeInFile(path: string, line: number, column: number): ErrorPlace {
  return { text: `${path}:${line}:${column}`, target: { path }, line, column };
}

function frameText(site: NodeJS.CallSite, place: string): string {
  const name = functionName(site);
  return name ? `${name} (${place})` : place;
}

function functionName(site: NodeJS.CallSite): string {
  const name = site.getFunctionName();
  if (!name || name === 'eval') return '';
  if (site.isConstructor()) return `new ${name}`;
  const type = site.isToplevel() ? null : site.getTypeName();
  const owner = type && type !== 'Object' && !name.startsWith(`${type}.`) ? `${type}.` : '';
  return `${site.isAsync() ? 'async ' : ''}${owner}${name}`;
}

/** What `error.toString()` would say, without running code of the error's own class. */
function headline(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}
