import path from 'node:path';
import { type ExtensionContext, type NotebookDocument, Uri, workspace } from 'vscode';
import type { BackendPreference } from '../../kernels/backends/preference';
import { KernelClient } from '../../kernels/client/kernelClient';
import { describeUntrusted } from '../../kernels/client/kernelFailure';
import { nodeForGpu } from './nodeForGpu';

/** Where an untitled notebook would be saved: its imports are resolved from there. */
export const folderForUntitled = () => workspace.workspaceFolders?.[0]?.uri.fsPath ?? process.cwd();

/** A notebook's file, or where an untitled one would be saved. */
export function pathOf({ uri, isUntitled }: NotebookDocument): string {
  return isUntitled ? path.join(folderForUntitled(), path.basename(uri.path)) : uri.fsPath;
}

/** The Node that the setting names; undefined for the editor's own. */
export function chosenNode(): string | undefined {
  return workspace.getConfiguration('activationLab').get<string>('kernel.nodePath')?.trim() || undefined;
}

/** Starts kernel processes: on the Node that a setting names, on one that can run a GPU, or on the editor's own. */
export class KernelLauncher {
  constructor(private readonly context: ExtensionContext) {}

  async startFor(notebook: NotebookDocument): Promise<KernelClient> {
    if (!workspace.isTrusted) throw describeUntrusted();
    return this.start(pathOf(notebook));
  }

  /** A kernel that belongs to no notebook, and runs nothing of the workspace's. */
  startAlone(): Promise<KernelClient> {
    return this.start(path.join(folderForUntitled(), 'benchmark.ipynb'));
  }

  private async start(notebookPath: string): Promise<KernelClient> {
    const settings = workspace.getConfiguration('activationLab');
    const preferred = settings.get<BackendPreference>('backend.preferred') ?? 'auto';
    const executable = chosenNode() ?? (preferred === 'webgpu' ? await nodeForGpu() : undefined);
    const tensorflowPath = settings.get<string>('backend.tensorflowPath')?.trim();
    return KernelClient.start({
      kernelDirectory: Uri.joinPath(this.context.extensionUri, 'dist', 'kernel').fsPath,
      notebookPath,
      ...(executable ? { executable } : {}),
      environment: {
        ACTIVATION_LAB_BACKEND: preferred,
        ACTIVATION_LAB_TRUSTED: workspace.isTrusted ? '1' : '0',
        ...(tensorflowPath ? { ACTIVATION_LAB_TENSORFLOW: tensorflowPath } : {}),
      },
    });
  }
}
