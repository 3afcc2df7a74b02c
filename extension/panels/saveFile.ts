import * as vscode from 'vscode';

/** Asks where, writes, and says so. A refusal by the disk is told with its reason; nothing else is lost by it. */
export async function saveFile(name: string, content: Uint8Array, filters: Record<string, string[]>): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const defaultUri = folder ? vscode.Uri.joinPath(folder, name) : undefined;
  const target = await vscode.window.showSaveDialog({ filters, ...(defaultUri && { defaultUri }) });
  if (!target) return;
  try {
    await vscode.workspace.fs.writeFile(target, content);
    void vscode.window.showInformationMessage(`Saved ${vscode.workspace.asRelativePath(target)}.`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(
      `${name} was not saved: ${reason} Choose another folder or free some space, then try again.`,
    );
  }
}

export function savePicture(png: Uint8Array, name: string): void {
  void saveFile(`${name}.png`, png, { 'PNG picture': ['png'] });
}
