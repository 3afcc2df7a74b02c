/** Runs first in a thread that a cell starts from a TypeScript file: see workers.ts. */
import { installStackTraces } from '../errors/stackTrace';
import { registerTypeScriptRequire } from './importer';
import { LocalGraph } from './localGraph';
import { ModuleLoader } from './moduleLoader';

/** Nothing is ever cut off here. */
const whole = <T>(work: () => T): T => work();

installStackTraces(__dirname, whole);
registerTypeScriptRequire();
// tfjs and the library belong to the notebook's own thread.
new ModuleLoader(__dirname, new LocalGraph(), undefined, whole).ensureRegistered();
