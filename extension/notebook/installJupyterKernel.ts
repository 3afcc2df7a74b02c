import { window } from 'vscode';
import { installKernelspec } from '../../kernels/jupyter/installKernelspec';
import type { Place } from '../../kernels/jupyter/jupyterFolders';

const places = [
  { label: 'For this user', description: 'every JupyterLab that you start finds it', place: 'user' },
  { label: 'For one Python environment…', description: 'choose its folder', place: 'prefix' },
] as const;

/** The palette's way to `activation-lab install-kernelspec`. */
export async function installJupyterKernel(packageFolder: string): Promise<void> {
  const choice = await window.showQuickPick(places, { placeHolder: 'Install the TypeScript kernel for Jupyter' });
  const place = choice && (await placeFor(choice.place));
  if (!place) return;
  try {
    const folder = await installKernelspec({ place, packageFolder });
    void window.showInformationMessage(
      `Jupyter finds the kernel in ${folder}. Install it again after an update of Activation Lab.`,
    );
  } catch (error) {
    void window.showErrorMessage(
      `The Jupyter kernel was not installed: ${error instanceof Error ? error.message : error}`,
    );
  }
}

async function placeFor(kind: Place['kind']): Promise<Place | undefined> {
  if (kind === 'user') return { kind };
  const [folder] =
    (await window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, openLabel: 'Install here' })) ?? [];
  return folder && { kind, folder: folder.fsPath };
}
