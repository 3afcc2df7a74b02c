import { backendPreferences } from '../kernels/backends/preference';

/** Every id, title and default that VS Code sees, written once. package.json's `contributes` is a projection of this file. */

export const extensionId = 'activation-lab.activation-lab';
export const controllerId = 'activation-lab-typescript';
export const notebookType = 'jupyter-notebook';

export { kernelspec } from '../kernels/notebook/kernelspec';

const category = 'Activation Lab';
/** Of the notebook in front, for when-clauses: see notebook/ourNotebooks. */
export const isOurNotebookKey = 'activationLab.isOurNotebook';

const hasOurKernel = `notebookKernel == '${extensionId}/${controllerId}'`;
/** Until the first cell runs, the editor has chosen no kernel. */
const inOurNotebook = `notebookType == '${notebookType}' && (${hasOurKernel} || !notebookKernel && ${isOurNotebookKey})`;

const mayBeOurs = `notebookType == '${notebookType}' && (${hasOurKernel} || !notebookKernel)`;

export interface CommandContribution {
  command: string;
  title: string;
  /** On the notebook's toolbar, where room is scarce. */
  shortTitle?: string;
  category: string;
  icon?: string;
  /** Shown in the palette only while this holds. */
  when?: string;
  /** In the explorer's context menu while this holds. */
  explorer?: string;
  /** Position in the notebook's toolbar. */
  toolbar?: string;
  /** Position in the menu of a cell's Run button, in our notebooks. */
  cell?: string;
  /** On a row of the variables view: which rows, and where. */
  variable?: { when: string; group: string };
}

export const commands = {
  openFirstNotebook: { command: 'activationLab.openFirstNotebook', title: 'Open the First Notebook', category },
  newNotebook: { command: 'activationLab.newNotebook', title: 'New TypeScript Notebook', category },
  restartKernel: {
    command: 'activationLab.restartKernel',
    title: 'Restart Kernel',
    shortTitle: 'Restart',
    category,
    icon: '$(debug-restart)',
    when: inOurNotebook,
    toolbar: 'navigation/execute@5',
  },
  restartAndRunAll: {
    command: 'activationLab.restartAndRunAll',
    title: 'Restart Kernel and Run All',
    category,
    when: inOurNotebook,
  },
  exportNotebook: {
    command: 'activationLab.exportNotebook',
    title: 'Export Notebook…',
    shortTitle: 'Export',
    category,
    icon: '$(export)',
    when: inOurNotebook,
    toolbar: 'navigation@20',
  },
  showCurves: {
    command: 'activationLab.showCurves',
    title: 'Show Training Curves',
    shortTitle: 'Curves',
    category,
    icon: '$(graph-line)',
    toolbar: 'navigation@10',
  },
  showDerivatives: {
    command: 'activationLab.showDerivatives',
    title: 'Plot Activations and Derivatives',
    shortTitle: 'Derivatives',
    category,
    icon: '$(pulse)',
    toolbar: 'navigation@11',
  },
  benchmark: {
    command: 'activationLab.benchmark',
    title: 'Benchmark Activations…',
    shortTitle: 'Benchmark',
    category,
    icon: '$(dashboard)',
    toolbar: 'navigation@12',
  },
  debugCell: {
    command: 'activationLab.debugCell',
    title: 'Debug Cell',
    category,
    icon: '$(debug-alt)',
    when: mayBeOurs,
    cell: 'activationLab@1',
  },
  showVariables: {
    command: 'activationLab.showVariables',
    title: 'Show Variables',
    shortTitle: 'Variables',
    category,
    icon: '$(symbol-variable)',
    toolbar: 'navigation@9',
  },
  plotVariable: {
    command: 'activationLab.plotVariable',
    title: 'Plot',
    category,
    icon: '$(graph)',
    when: 'false',
    variable: { when: 'viewItem == numericVariable', group: 'inline' },
  },
  copyVariable: {
    command: 'activationLab.copyVariable',
    title: 'Copy Name',
    category,
    when: 'false',
    variable: { when: 'true', group: '5_copy@1' },
  },
  copyVariableValue: {
    command: 'activationLab.copyVariableValue',
    title: 'Copy Value as JSON',
    category,
    when: 'false',
    variable: { when: 'true', group: '5_copy@2' },
  },
  installJupyterKernel: {
    command: 'activationLab.installJupyterKernel',
    title: 'Install Jupyter Kernel…',
    category,
  },
  replaceInFile: { command: 'activationLab.replaceInFile', title: 'Replace Activations in This File…', category },
  replaceInFolder: {
    command: 'activationLab.replaceInFolder',
    title: 'Replace Activations…',
    category,
    when: 'false',
    explorer: 'explorerResourceIsFolder',
  },
  replaceInWorkspace: { command: 'activationLab.replaceInWorkspace', title: 'Replace Activations…', category },
  forgetActivations: {
    command: 'activationLab.forgetActivations',
    title: 'Forget Activations That Cells Defined…',
    category,
  },
  showBackend: {
    command: 'activationLab.showBackend',
    title: 'Show Backend and Device',
    category,
    when: inOurNotebook,
  },
  installPackage: {
    command: 'activationLab.installPackage',
    title: 'Install Package Beside the Notebook',
    category,
    when: 'false',
  },
  installTensorFlow: {
    command: 'activationLab.installTensorFlow',
    title: 'Install TensorFlow GPU Backend…',
    category,
  },
  removeTensorFlow: {
    command: 'activationLab.removeTensorFlow',
    title: 'Remove Installed TensorFlow Backend',
    category,
  },
} as const satisfies Record<string, CommandContribution>;

export type CommandName = keyof typeof commands;

export interface SettingContribution {
  type: 'string' | 'boolean' | 'number';
  default: string | boolean | number;
  scope: 'machine-overridable' | 'resource' | 'language-overridable' | 'window' | 'machine';
  markdownDescription: string;
  minimum?: number;
  enum?: readonly string[];
}

export const settings = {
  'activationLab.kernel.nodePath': {
    type: 'string',
    default: '',
    scope: 'machine',
    markdownDescription:
      "Node executable that runs notebook kernels. Empty: the editor's own, so nothing needs to be installed.",
  },
  'activationLab.backend.preferred': {
    type: 'string',
    default: 'auto',
    scope: 'machine-overridable',
    enum: backendPreferences,
    markdownDescription:
      'What computes in kernels that start from now on. `auto`: TensorFlow where an installed package passes its probe, else `wasm`, else `cpu`; a GPU is never used unasked, since `dataSync()` cannot read from it and a driver that fails ends the kernel. `webgpu`: the GPU, by the Dawn that this extension carries, on a Node.js 20 or newer that is installed on this machine. A backend that is named here and cannot start is an error, never replaced in silence.',
  },
  'activationLab.backend.tensorflowPath': {
    type: 'string',
    default: '',
    scope: 'machine',
    markdownDescription:
      'Folder of an installed `@tensorflow/tfjs-node-gpu` or `@tensorflow/tfjs-node` package, or of a Python environment with TensorFlow (a small binding to it is then built once). Empty: a package beside the notebook is used, else what [Install TensorFlow GPU Backend…](command:activationLab.installTensorFlow) has installed, else the bundled wasm backend. Each is used only when it passes a probe.',
  },
  'activationLab.curves.openWhileTraining': {
    type: 'boolean',
    default: true,
    scope: 'window',
    markdownDescription: 'Open the curves panel beside the notebook when a cell starts to track a run.',
  },
  'activationLab.swap.hints': {
    type: 'boolean',
    default: true,
    scope: 'language-overridable',
    markdownDescription:
      'Mark activations that could be replaced with a quiet hint, so that the light bulb offers the swap.',
  },
  'activationLab.swap.targets': {
    type: 'string',
    default: '',
    scope: 'language-overridable',
    markdownDescription:
      'Activations that are offered in place of another, separated by commas: `telu, xielu, gelu`. Empty: all.',
  },
  'activationLab.swap.exclude': {
    type: 'string',
    default: '',
    scope: 'resource',
    markdownDescription:
      'Glob of files in which "Replace Activations…" changes nothing, beside `node_modules`, virtual environments and the like: `**/vendor/**`.',
  },
  'activationLab.diagnostics.severity': {
    type: 'string',
    default: 'warning',
    scope: 'language-overridable',
    enum: ['error', 'warning', 'information', 'hint', 'off'],
    markdownDescription:
      'How defects around activations are shown, such as a hand-written TeLU whose gradient is NaN for large input. [What is found](https://github.com/activation-lab/activation-lab/blob/main/extension/rewrite/defects/README.md); a comment `activation-lab-ignore CODE` excuses one place.',
  },
  'activationLab.codeLens': {
    type: 'boolean',
    default: true,
    scope: 'language-overridable',
    markdownDescription: 'Show "plot" and "benchmark" above activations in TypeScript, JavaScript and Python.',
  },
} as const satisfies Record<string, SettingContribution>;

export type SettingName = keyof typeof settings;

/** Views in the editor's own places, with what they say while they are empty. */
export const views = {
  variables: {
    id: 'activationLab.variables',
    name: 'Notebook Variables',
    container: 'activationLabVariables',
    icon: '$(symbol-variable)',
    welcome: [
      {
        contents:
          'No notebook cell runs in a workspace that is not trusted, so there are no variables.\n[Manage Workspace Trust](command:workbench.trust.manage)',
        when: '!isWorkspaceTrusted',
      },
      {
        contents: `Run a cell, and the names it declares are listed here: type, shape and memory of tensors, with a plot of each.`,
        when: `isWorkspaceTrusted && ${inOurNotebook}`,
      },
      {
        contents: `The variables of a TypeScript notebook: type, shape and memory of tensors, with a plot of each.\n[Open the First Notebook](command:activationLab.openFirstNotebook)`,
        when: `isWorkspaceTrusted && !(${inOurNotebook})`,
      },
    ],
  },
} as const;

/** Draws, in a cell that printed more than is shown, the link to all of it. */
export const fullLogRenderer = {
  id: 'activation-lab.full-log',
  displayName: 'Full Log of a Cell',
  entrypoint: './dist/webview/fullLog.js',
  mimeType: 'application/vnd.activation-lab.full-log+json',
} as const;

/** Ids of what only code names: panels (needed to restore them after a reload) and diagnostics. */
export const panelIds = {
  curves: 'activationLab.curves',
  derivatives: 'activationLab.derivatives',
  benchmark: 'activationLab.benchmark',
} as const;

/** A figure of one variable: gone with the window, since its variable is. */
export const variableFigureId = 'activationLab.variableFigure';

/** Languages whose activations we read: in files, untitled editors and notebook cells alike. */
export const activationLanguages = [
  'python',
  'typescript',
  'javascript',
  'typescriptreact',
  'javascriptreact',
  'json',
  'jsonc',
] as const;

export const activationEvents: readonly string[] = [
  `onNotebook:${notebookType}`,
  ...activationLanguages.map((language) => `onLanguage:${language}`),
  ...Object.values(panelIds).map((id) => `onWebviewPanel:${id}`),
];
