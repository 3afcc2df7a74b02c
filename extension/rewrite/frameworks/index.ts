import type { Framework } from './framework';
import { jax } from './jax';
import { json } from './json';
import { keras } from './keras';
import { pytorch } from './pytorch';
import { tfjs } from './tfjs';
import { transformers } from './transformers';

/** Alphabetical; a test compares it with the files of this folder. */
export const frameworks: readonly Framework[] = [jax, json, keras, pytorch, tfjs, transformers];
