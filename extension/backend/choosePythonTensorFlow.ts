import { window } from 'vscode';
import { findPythonTensorFlow, type PythonTensorFlow } from '../../kernels/backends/tensorflow/pythonTensorFlow';

/** Asks for the folder until it holds a TensorFlow or the user gives up. */
export async function choosePythonTensorFlow(): Promise<PythonTensorFlow | undefined> {
  for (;;) {
    const [folder] =
      (await window.showOpenDialog({
        title: 'Python environment with TensorFlow (its folder, or site-packages/tensorflow in it)',
        openLabel: 'Use This TensorFlow',
        canSelectFolders: true,
        canSelectFiles: false,
      })) ?? [];
    if (!folder) return undefined;
    const found = await findPythonTensorFlow(folder.fsPath);
    if (found) return found;
    const missing = `${folder.fsPath} holds no TensorFlow that pip has installed. Install one there (pip install tensorflow), or choose another folder.`;
    if ((await window.showWarningMessage(missing, 'Choose Another')) !== 'Choose Another') return undefined;
  }
}
