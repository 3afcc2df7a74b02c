import * as vscode from 'vscode';
import { ignoredFolders, languageOfFile, searchedFiles } from './fileLanguage';

/** What a command searches: documents that are open, or files that need not be. */
export interface SwapScope {
  readonly title: string;
  readonly uris: readonly vscode.Uri[];
}

/** The file or notebook in front. */
export function scopeOfFront(): SwapScope | undefined {
  const uri = vscode.window.activeNotebookEditor?.notebook.uri ?? vscode.window.activeTextEditor?.document.uri;
  return uri && { title: vscode.workspace.asRelativePath(uri), uris: [uri] };
}

/** Files of the folder, or of all folders of the workspace, that may hold an activation. */
export async function scopeOfFolder(folder: vscode.Uri | undefined): Promise<SwapScope> {
  const pattern = folder ? new vscode.RelativePattern(folder, searchedFiles) : searchedFiles;
  const own = vscode.workspace.getConfiguration('activationLab', folder).get('swap.exclude', '');
  const ignored = ignoredFolders.map((name) => `**/${name}/**`);
  const exclude = `{${[...ignored, ...(own ? [own] : [])].join(',')}}`;
  const uris = await vscode.workspace.findFiles(pattern, exclude);
  const title = folder ? vscode.workspace.asRelativePath(folder) : 'the workspace';
  return { title, uris: uris.filter(({ path }) => languageOfFile(path)).sort((a, b) => (a.path < b.path ? -1 : 1)) };
}
