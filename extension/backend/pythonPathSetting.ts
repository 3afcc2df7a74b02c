import { type ExtensionContext, type LogOutputChannel, window, workspace } from 'vscode';
import { pythonRecipe } from '../../kernels/backends/tensorflow/install/pythonRecipe';
import { managedFolder, readInstalls } from '../../kernels/backends/tensorflow/managed';
import { findPythonTensorFlow } from '../../kernels/backends/tensorflow/pythonTensorFlow';
import { runInstall } from './installTensorFlow';

const setting = 'activationLab.backend.tensorflowPath';

/** A setting that comes to name a Python TensorFlow needs a binding to it: offered at once, not missed at a cell. */
export function registerPythonPathSetting(context: ExtensionContext, log: LogOutputChannel): void {
  context.subscriptions.push(
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(setting)) void offerBinding(context, log);
    }),
  );
}

async function offerBinding(context: ExtensionContext, log: LogOutputChannel): Promise<void> {
  const folder = workspace.getConfiguration().get<string>(setting)?.trim();
  const tensorflow = folder ? await findPythonTensorFlow(folder) : undefined;
  if (!tensorflow) return;
  const installs = await readInstalls(managedFolder());
  if (installs.some(({ python }) => python === tensorflow.folder)) return;
  const recipe = pythonRecipe(tensorflow);
  const question = `${recipe.title} can compute for notebooks once a small binding to it is built. That downloads 60 MB and needs a C++ compiler.`;
  if ((await window.showInformationMessage(question, 'Build')) === 'Build') await runInstall(recipe, context, log);
}
