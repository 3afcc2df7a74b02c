/** How a saved notebook names its kernel: VS Code, JupyterLab and GitHub read the same words. */
export const kernelspec = {
  name: 'activation-lab',
  display_name: 'TypeScript (Activation Lab)',
  language: 'typescript',
};
