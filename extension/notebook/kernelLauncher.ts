import path from 'node:path';
import { type ExtensionContext, type NotebookDocument, Uri, workspace } from 'vscode';
import { KernelClient } from '../../kernels/client/kernelClient';

/** Where an untitled notebook would be saved: its imports are resolved from there. */
export const folderForUntitled = () => workspace.workspaceFolders?.[0]?.uri.fsPath ?? process.cwd();

/** The Node that the setting names; undefined for the editor's own. */
export function chosenNode(): string | undefined {
  return workspace.getConfiguration('activationLab').get<string>('kernel.nodePath')?.trim() || undefined;
}

/** Starts kernel processes on the editor's own Node, or on the one that a setting names. */
export class KernelLauncher {
  constructor(private readonly context: ExtensionContext) {}

  startFor(notebook: NotebookDocument): Promise<KernelClient> {
    const name = path.basename(notebook.uri.path);
    return this.start(notebook.isUntitled ? path.join(folderForUntitled(), name) : notebook.uri.fsPath);
  }

  /** A kernel that belongs to no notebook. */
  startAlone(): Promise<KernelClient> {
    return this.start(path.join(folderForUntitled(), 'benchmark.ipynb'));
  }

  private start(notebookPath: string): Promise<KernelClient> {
    const settings = workspace.getConfiguration('activationLab');
    const executable = chosenNode();
    const tensorflowPath = settings.get<string>('backend.tensorflowPath')?.trim();
    return KernelClient.start({
      kernelDirectory: Uri.joinPath(this.context.extensionUri, 'dist', 'kernel').fsPath,
      notebookPath,
      ...(executable ? { executable } : {}),
      environment: {
        ACTIVATION_LAB_TRUSTED: workspace.isTrusted ? '1' : '0',
        ...(tensorflowPath ? { ACTIVATION_LAB_TENSORFLOW: tensorflowPath } : {}),
      },
    });
  }
}
