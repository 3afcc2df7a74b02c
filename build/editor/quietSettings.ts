export type Settings = Readonly<Record<string, unknown>>;

/** An editor that shows the notebook and nothing that asks, offers or phones home. */
export const quietSettings: Settings = {
  // Without this the first .ipynb of a new profile opens as JSON: the notebook editor is not known yet.
  'workbench.editorAssociations': { '*.ipynb': 'jupyter-notebook' },
  // The address names a file to open; without this a reload would open it alone and forget panels and unsaved outputs.
  'window.restoreWindows': 'preserve',
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'window.commandCenter': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'typescript.disableAutomaticTypeAcquisition': true,
  'npm.fetchOnlinePackageInfo': false,
  'git.openRepositoryInParentFolders': 'never',
};

/** For tests: nothing is written unless a test saves it, and no other tool looks at the folder. */
export const testSettings: Settings = { ...quietSettings, 'files.autoSave': 'off', 'git.enabled': false };
