import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Of the package that the bundled program belongs to: dist/cli stands in it. */
export function ownVersion(): string {
  const manifest = JSON.parse(readFileSync(path.join(__dirname, '../../package.json'), 'utf8')) as { version: string };
  return manifest.version;
}
