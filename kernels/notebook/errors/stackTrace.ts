import { fileURLToPath } from 'node:url';
import type { Gate } from '../gate';
import { originalPosition, type SourcePosition } from './sources';

const positions = new WeakMap<object, SourcePosition[]>();

/** The bundled tfjs is hidden as a part of the kernel: one beside the notebook is no more interesting. */
const tfjsPackages = /[\\/]node_modules[\\/]@tensorflow[\\/]/;

/**
 * Stack traces in the lines that people wrote, without the kernel's, tfjs's and Node's own frames. V8's inspector asks for
 * them when a cell has thrown, and ends the process when it is terminated meanwhile: `whole` keeps that out.
 */
export function installStackTraces(kernelDirectory: string, whole: Gate['whole']): void {
  const isHidden = (script: string) =>
    script.startsWith('node:') || script.startsWith(kernelDirectory) || tfjsPackages.test(script);
  const framesOf = (error: Error, sites: NodeJS.CallSite[]) => {
    const found: SourcePosition[] = [];
    const frames = sites.flatMap((site) => {
      const script = site.getScriptNameOrSourceURL() ?? '';
      const position = originalPosition(script, site.getLineNumber() ?? 0, site.getColumnNumber() ?? 0);
      if (position) found.push(position);
      if (!position && (script === '' || isHidden(script))) return [];
      return [frameText(site, position ? placeOf(position) : foreignPlace(site, script))];
    });
    positions.set(error, found);
    return frames;
  };
  Error.stackTraceLimit = 30;
  Error.prepareStackTrace = (error, sites) =>
    [headline(error), ...whole(() => framesOf(error, sites))].join('\n    at ');
}

/** The frames of an error that lie in cells and local modules, innermost first. */
export function positionsOf(error: object): SourcePosition[] {
  return positions.get(error) ?? [];
}

/** Gives an error of the kernel's own the place in the cell that caused it. */
export function showAt<E extends Error>(error: E, site: Error): E {
  const frames = (site.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const stack = [headline(error), ...frames].join('\n');
  Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true });
  positions.set(error, positionsOf(site));
  return error;
}

/** 'Cell 3, line 7:5' or 'util.ts:7:5' with its full path, so that editors link it. */
export function placeOf({ source, line, column }: SourcePosition): string {
  return source.cellId === undefined ? `${source.title}:${line}:${column}` : `${source.title}, line ${line}:${column}`;
}

function foreignPlace(site: NodeJS.CallSite, script: string): string {
  const path = script.startsWith('file:') ? fileURLToPath(script) : script;
  return `${path}:${site.getLineNumber()}:${site.getColumnNumber()}`;
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
