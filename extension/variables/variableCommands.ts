import { env, ViewColumn, window } from 'vscode';
import type { KernelClient } from '../../kernels/client/kernelClient';
import type { Variable } from '../../kernels/notebook/variables/report';
import { variableFigureId } from '../contributions';
import type { KernelMemory } from './kernelMemory';
import { variableFigure } from './variableFigure';

/** What the rows of the variables view offer. */
export class VariableCommands {
  constructor(private readonly memory: KernelMemory) {}

  async plot(variable: unknown): Promise<void> {
    await this.use(variable, async ({ name }, kernel) => {
      const svg = variableFigure(name, await kernel.readVariable(name));
      const place = { viewColumn: ViewColumn.Beside, preserveFocus: true };
      window.createWebviewPanel(variableFigureId, name, place).webview.html = figurePage(svg);
    });
  }

  async copyName(variable: unknown): Promise<void> {
    if (isVariable(variable)) await env.clipboard.writeText(variable.name);
  }

  async copyValue(variable: unknown): Promise<void> {
    await this.use(variable, async ({ name }, kernel) => env.clipboard.writeText(await kernel.variableAsJson(name)));
  }

  private async use(
    variable: unknown,
    work: (variable: Variable, kernel: KernelClient) => Promise<void>,
  ): Promise<void> {
    const notebook = this.memory.front;
    const session = notebook && this.memory.sessions.find(notebook);
    if (!isVariable(variable) || !session) return;
    try {
      const done = await session.look(async (kernel) => work(variable, kernel).then(() => true));
      if (!done) void window.showInformationMessage('A cell is running. Variables can be read when it has ended.');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void window.showErrorMessage(`${variable.name} could not be read. ${reason}`);
    }
  }
}

/** From the view's menu; the palette gives nothing. */
function isVariable(value: unknown): value is Variable {
  return typeof value === 'object' && value !== null && 'name' in value && 'isNumeric' in value;
}

/** A picture needs no script: none can run. */
function figurePage(svg: string): string {
  const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"></head><body style="padding:20px">${svg}</body></html>`;
}
