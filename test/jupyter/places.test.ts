import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConnectionFile } from '../../kernels/jupyter/connectionFile';
import { installKernelspec } from '../../kernels/jupyter/installKernelspec';
import { kernelsFolder } from '../../kernels/jupyter/jupyterFolders';
import { temporaryFolder } from '../notebook/support/testKernel';

const ports = { shell_port: 1, iopub_port: 2, stdin_port: 3, control_port: 4, hb_port: 5 };
const file = (content: object | string) =>
  join(temporaryFolder({ 'c.json': typeof content === 'string' ? content : JSON.stringify(content) }), 'c.json');

describe('a connection file', () => {
  it('says where to listen', () => {
    const info = readConnectionFile(file({ ...ports, ip: '127.0.0.2', key: 'k', signature_scheme: 'hmac-sha512' }));
    expect(info).toMatchObject({ key: 'k', digest: 'sha512' });
    expect(info.addresses.control).toEqual({ host: '127.0.0.2', port: 4 });
    const ipc = readConnectionFile(file({ ...ports, transport: 'ipc', ip: '/tmp/k' }));
    expect(ipc.addresses.hb).toEqual({ path: '/tmp/k-5' });
  });

  it('is refused in words', () => {
    expect(() => readConnectionFile('/no/such/file')).toThrow('cannot be read');
    expect(() => readConnectionFile(file('{'))).toThrow('cannot be read');
    expect(() => readConnectionFile(file({ shell_port: 1 }))).toThrow('has no iopub_port');
    expect(() => readConnectionFile(file({ ...ports, transport: 'pigeon' }))).toThrow('"pigeon" is unknown');
    expect(() => readConnectionFile(file({ ...ports, signature_scheme: 'none' }))).toThrow('"none" is unknown');
  });
});

describe('the kernelspec', () => {
  it('goes where Jupyter looks', () => {
    expect(kernelsFolder({ kind: 'prefix', folder: '/env' })).toBe(join('/env', 'share', 'jupyter', 'kernels'));
    expect(kernelsFolder({ kind: 'user' }, { JUPYTER_DATA_DIR: '/own' })).toBe(join('/own', 'kernels'));
  });

  it('runs this Node, and is not written for a program that is not there', async () => {
    const logos = Object.fromEntries(
      ['logo-32x32.png', 'logo-64x64.png', 'logo-svg.svg'].map((name) => [`media/kernelspec/${name}`, '']),
    );
    const packageFolder = temporaryFolder({ 'dist/cli/activation-lab.cjs': '', ...logos });
    const folder = await installKernelspec({ place: { kind: 'prefix', folder: temporaryFolder() }, packageFolder });
    expect(JSON.parse(readFileSync(join(folder, 'kernel.json'), 'utf8'))).toMatchObject({
      argv: [process.execPath, join(packageFolder, 'dist/cli/activation-lab.cjs'), 'kernel', '{connection_file}'],
      interrupt_mode: 'message',
      language: 'typescript',
    });
    const empty = { place: { kind: 'prefix', folder: temporaryFolder() } as const, packageFolder: temporaryFolder() };
    await expect(installKernelspec(empty)).rejects.toThrow('npm run build');
  });
});
