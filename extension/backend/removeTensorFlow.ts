import { window } from 'vscode';
import { removeInstalls } from '../../kernels/backends/tensorflow/install/install';
import { managedFolder, readInstalls } from '../../kernels/backends/tensorflow/managed';

/** Takes away what the install command has installed, and nothing else. */
export async function removeTensorFlow(): Promise<void> {
  const titles = (await readInstalls(managedFolder())).map(({ title }) => title);
  if (titles.length === 0) {
    void window.showInformationMessage('Activation Lab has installed no TensorFlow, so there is none to remove.');
    return;
  }
  const question = {
    modal: true,
    detail: `All of ${managedFolder()} goes. Running kernels keep what they have loaded.`,
  };
  const answer = await window.showWarningMessage(`Remove ${titles.join(' and ')}?`, question, 'Remove');
  if (answer !== 'Remove') return;
  try {
    await removeInstalls(managedFolder());
    void window.showInformationMessage(`${titles.join(' and ')} removed. Kernels do without from their next start.`);
  } catch (failure) {
    void window.showErrorMessage(failure instanceof Error ? failure.message : String(failure));
  }
}
