import { ThemeIcon, type TreeDataProvider, TreeItem, window } from 'vscode';
import type { Variable } from '../../kernels/notebook/variables/report';
import { views } from '../contributions';
import type { KernelMemory } from './kernelMemory';
import { rowText, tensorText } from './variableWords';

const icons: readonly [RegExp, string][] = [
  [/^Tensor|^Scalar|^Variable/, 'symbol-misc'],
  [/Array$|\[\]$/, 'symbol-array'],
  [/^(number|bigint)$/, 'symbol-numeric'],
  [/^string$/, 'symbol-string'],
  [/^boolean$/, 'symbol-boolean'],
  [/^function$/, 'symbol-method'],
  [/^typeof /, 'symbol-class'],
];

/** The variables of the notebook in front, the last declared first. */
export function registerVariablesView(memory: KernelMemory): { dispose(): void } {
  const front = () => {
    const notebook = memory.front;
    return notebook && memory.of(notebook);
  };
  const provider: TreeDataProvider<Variable> = {
    onDidChangeTreeData: memory.onDidChange,
    getChildren: (parent) => (parent ? [] : (front()?.variables ?? [])),
    getTreeItem: itemOf,
  };
  const view = window.createTreeView(views.variables.id, { treeDataProvider: provider });
  const showWords = () => {
    const report = front();
    const hidden = report ? report.total - report.variables.length : 0;
    const more = hidden > 0 ? `${hidden.toLocaleString('en')} older variables are not listed.` : '';
    // Without rows the view's own welcome says what it would show.
    view.message = report?.variables.length
      ? [tensorText(report), more].filter(Boolean).join(' ') || undefined
      : undefined;
  };
  const subscriptions = [
    view,
    memory.onDidChange(showWords),
    view.onDidChangeVisibility(({ visible }) => memory.wantRows(visible)),
  ];
  memory.wantRows(view.visible);
  return {
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

function itemOf(variable: Variable): TreeItem {
  const { name, type, cell, isNumeric } = variable;
  const item = new TreeItem(name);
  item.description = rowText(variable);
  item.tooltip = `${name}: ${type}\n${rowText(variable)}\nDeclared in ${cell}. The type is that of the value.`;
  item.iconPath = new ThemeIcon(icons.find(([pattern]) => pattern.test(type))?.[1] ?? 'symbol-variable');
  item.contextValue = isNumeric ? 'numericVariable' : 'variable';
  return item;
}
