import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Types } from '../../kernels/jupyter/types/types';

// Far less than the patience with a server that is slow.
it('keeps nobody waiting for a language server that does not start', { timeout: 4000 }, async () => {
  const types = new Types({ languageDirectory: join(tmpdir(), 'nowhere'), notebookPath: join(tmpdir(), 'a.ipynb') });
  expect(await types.hover('Math', 4)).toBeUndefined();
  expect(await types.completions('Math.', 5)).toMatchObject({ matches: [] });
  types.end();
});
