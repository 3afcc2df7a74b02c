// Plain JavaScript: runs before node_modules exist.
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** @typedef {{ version?: string, optional?: boolean, peer?: boolean, link?: boolean, devDependencies?: object, dependencies?: object }} Locked */

/**
 * Says why node_modules is not what package-lock.json asks for, or nothing when it is.
 * npm keeps its own record of what it installed; comparing the two needs no network and no npm.
 * @param {string} root
 * @returns {string | undefined}
 */
export function findMismatch(root) {
  const wanted = read(path.join(root, 'package-lock.json'));
  const installed = read(path.join(root, 'node_modules', '.package-lock.json'));
  const manifest = read(path.join(root, 'package.json'));
  if (!installed) return 'they are not installed yet';
  if (!wanted || !manifest) return 'package.json or package-lock.json cannot be read';

  const asked = wanted.packages?.[''];
  if (!sameEntries(asked?.devDependencies, manifest.devDependencies)) return 'package.json asks for other packages';
  for (const [name, entry] of Object.entries(wanted.packages ?? {})) {
    const found = installed.packages?.[name];
    // An optional package may rightly be absent: it is for another platform.
    if (name === '' || (!found && entry.optional)) continue;
    if (found?.version !== entry.version) {
      return `${name.replace(/^.*node_modules\//, '')} is ${found?.version ?? 'missing'} instead of ${entry.version}`;
    }
  }
  return undefined;
}

/**
 * @param {string} file
 * @returns {{ packages?: Record<string, Locked>, devDependencies?: object } | undefined}
 */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {object | undefined} a @param {object | undefined} b */
function sameEntries(a = {}, b = {}) {
  const sorted = (/** @type {object} */ it) => JSON.stringify(Object.entries(it).sort(([x], [y]) => (x < y ? -1 : 1)));
  return sorted(a) === sorted(b);
}
