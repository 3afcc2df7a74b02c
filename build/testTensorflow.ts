import { readdir } from 'node:fs/promises';
import { findCompiler } from '../kernels/backends/tensorflow/install/findProgram';
import { buildAll } from './buildAll';
import { inCache, inProject } from './projectPaths';
import { messageOf, runCommand } from './runCommand';
import { runVitest } from './suites';
import { prepareBinding } from './tensorflow/binding';
import { Lacking, preparePython } from './tensorflow/python';

/**
 * `npm run test:tensorflow`: everything that needs a real TensorFlow, against the one of Python. Apart from `npm test`,
 * because it downloads some 300 MB and needs Python and a compiler; without them it says so and fails nothing.
 */
await runCommand({ usage: 'npm run test:tensorflow', options: {} }, async () => {
  const cache = inCache('test-tensorflow');
  try {
    await findCompiler().catch((error: unknown) => {
      throw new Lacking(messageOf(error));
    });
    const tensorflow = await preparePython(inCache('test-tensorflow', 'python'));
    const root = await prepareBinding(tensorflow, cache);
    await buildAll({ only: ['kernel'] });
    const outcome = await runVitest('tensorflow', {
      ACTIVATION_LAB_TEST_TFJS: root,
      ACTIVATION_LAB_TEST_PYTHON: tensorflow.folder,
      ACTIVATION_LAB_TEST_CACHE: cache,
    });
    for (const failure of outcome.failures) console.log(`\n✗ ${failure}`);
    console.log(`\n${outcome.passed} passed, ${outcome.failed} failed, ${outcome.skipped} skipped`);
    return outcome.failed > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof Lacking)) throw error;
    const files = await readdir(inProject('test', 'tensorflow'));
    const skipped = files.filter((file) => file.endsWith('.test.ts')).length;
    console.log(`\n0 passed, 0 failed, ${skipped} skipped: ${error.message}`);
    return 0;
  }
});
