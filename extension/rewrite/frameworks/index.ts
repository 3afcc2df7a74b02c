import type { Framework } from './framework';
import { json } from './json';
import { pytorch } from './pytorch';
import { tfjs } from './tfjs';

/** Alphabetical; a test compares it with the files of this folder. */
export const frameworks: readonly Framework[] = [json, pytorch, tfjs];
