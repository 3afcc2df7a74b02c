/** Writes the generated regions of package.json: `npx tsx build/manifest.ts` after a change to extension/contributions.ts. */
import { readFileSync, writeFileSync } from 'node:fs';
import { manifestRegions } from '../extension/manifest';

const file = new URL('../package.json', import.meta.url);
const manifest = JSON.parse(readFileSync(file, 'utf8'));
writeFileSync(file, `${JSON.stringify({ ...manifest, ...manifestRegions() }, null, 2)}\n`);
