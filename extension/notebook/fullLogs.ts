import path from 'node:path';
import { commands, type ExtensionContext, type NotebookCell, notebooks, Uri, window } from 'vscode';
import type { FullLog } from '../../kernels/client/printed/fullLog';
import { LogFolder } from '../../kernels/client/printed/logFolder';
import { fullLogRenderer } from '../contributions';
import type { OpenFullLog } from '../panels/protocol';

/** The full logs of cells in the extension's own storage, and the link in a cell that opens one. */
export class FullLogs {
  private readonly folder: LogFolder;

  constructor(context: ExtensionContext) {
    this.folder = new LogFolder(Uri.joinPath(context.globalStorageUri, 'full-logs').fsPath);
    const messaging = notebooks.createRendererMessaging(fullLogRenderer.id);
    context.subscriptions.push(
      messaging.onDidReceiveMessage(({ message }) => void this.open((message as OpenFullLog).log)),
    );
  }

  createFor({ notebook, index }: NotebookCell): FullLog {
    return this.folder.create(`${path.basename(notebook.uri.path, '.ipynb')} cell ${index + 1}`);
  }

  private async open(name: string): Promise<void> {
    const file = this.folder.find(name);
    // The editor itself opens it: no document that extensions see may be larger than 50 MB.
    if (file) await commands.executeCommand('vscode.open', Uri.file(file), { preview: false });
    else void window.showWarningMessage(gone);
  }
}

const gone =
  'The full log of this cell is not kept any more: logs are removed after two weeks, and stay on the computer that ran the cell. Run the cell again to have it anew.';
