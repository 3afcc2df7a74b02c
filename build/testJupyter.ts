import path from 'node:path';
import { buildAll } from './buildAll';
import { startProcess } from './ownedProcess';
import { inCache, inProject } from './projectPaths';
import { type PythonPackage, preparePython } from './pythonEnvironment';
import { runCommand } from './runCommand';
import { runTool } from './runTool';

const packages: readonly PythonPackage[] = [
  { module: 'jupyter_client', requirement: 'jupyter_client' },
  { module: 'nbclient', requirement: 'nbclient' },
  { module: 'nbconvert', requirement: 'nbconvert' },
  { module: 'jupyterlab', requirement: 'jupyterlab' },
  { module: 'jupyter_kernel_test', requirement: 'jupyter_kernel_test' },
  { module: 'papermill', requirement: 'papermill' },
];

/** `npm run test:jupyter`: the kernel under the real Jupyter programs. Needs Python, and pip once. */
await runCommand({ usage: 'npm run test:jupyter', options: {} }, async () => {
  await buildAll({ only: ['kernel', 'cli'] });
  const folder = inCache('jupyter', 'venv');
  const { python, missing } = await preparePython(folder, packages);
  for (const { requirement, reason } of missing) console.log(`Without ${requirement}: ${reason}`);
  if (!python) {
    console.log('There is no Python on this machine that could run Jupyter.\n0 passed, 0 failed, 1 skipped');
    return 0;
  }
  const program = inProject('dist', 'cli', 'activation-lab.cjs');
  const { end, output } = await runTool(program, ['install-kernelspec', '--prefix', folder]);
  if (end.code !== 0) throw new Error(output);
  const suite = inProject('test', 'jupyter', 'python');
  const env = { ...process.env, JUPYTER_PATH: path.join(folder, 'share', 'jupyter'), PYTHONDONTWRITEBYTECODE: '1' };
  const { ended } = startProcess(python, ['run.py'], { cwd: suite, env, stdio: 'inherit' });
  return (await ended).code ?? 1;
});
