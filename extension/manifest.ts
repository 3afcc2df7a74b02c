import {
  activationEvents,
  type CommandContribution,
  commands,
  fullLogRenderer,
  type SettingContribution,
  settings,
  views,
} from './contributions';

interface MenuItem {
  command: string;
  when?: string;
  group?: string;
}

const allCommands: readonly CommandContribution[] = Object.values(commands);
const allSettings: Record<string, SettingContribution> = settings;

function paletteItems(): MenuItem[] {
  return allCommands.flatMap(({ command, when }) => (when ? [{ command, when }] : []));
}

function toolbarItems(): MenuItem[] {
  return allCommands.flatMap(({ command, when, toolbar }) =>
    toolbar ? [{ command, when: when ?? "notebookType == 'jupyter-notebook'", group: toolbar }] : [],
  );
}

function cellItems(): MenuItem[] {
  return allCommands.flatMap(({ command, when, cell }) => (cell && when ? [{ command, when, group: cell }] : []));
}

function variableItems(): MenuItem[] {
  const inView = `view == ${views.variables.id}`;
  return allCommands.flatMap(({ command, variable }) =>
    variable ? [{ command, when: `${inView} && ${variable.when}`, group: variable.group }] : [],
  );
}

function viewRegions(): Record<string, unknown> {
  const all = Object.values(views);
  return {
    // Below the editor, where a row has room for its value.
    viewsContainers: { panel: all.map(({ container, name, icon }) => ({ id: container, title: name, icon })) },
    views: Object.fromEntries(all.map(({ container, id, name, icon }) => [container, [{ id, name, icon }]])),
    viewsWelcome: all.flatMap(({ id, welcome }) => welcome.map((words) => ({ view: id, ...words }))),
  };
}

function explorerItems(): MenuItem[] {
  return allCommands.flatMap(({ command, explorer }) =>
    explorer ? [{ command, when: explorer, group: '7_modification' }] : [],
  );
}

function rendererRegion(): Record<string, unknown>[] {
  const { id, displayName, entrypoint, mimeType } = fullLogRenderer;
  // Without the extension there is nobody to open a log: the words are shown all the same.
  return [{ id, displayName, entrypoint, mimeTypes: [mimeType], requiresMessaging: 'optional' }];
}

/** The regions of package.json that are generated from contributions.ts; a test holds them equal. */
export function manifestRegions(): { activationEvents: string[]; contributes: Record<string, unknown> } {
  return {
    activationEvents: [...activationEvents],
    contributes: {
      commands: allCommands.map(({ command, title, shortTitle, category, icon }) => ({
        command,
        title,
        category,
        ...(shortTitle ? { shortTitle } : {}),
        ...(icon ? { icon } : {}),
      })),
      menus: {
        commandPalette: paletteItems(),
        'notebook/toolbar': toolbarItems(),
        'notebook/cell/execute': cellItems(),
        'view/item/context': variableItems(),
        'explorer/context': explorerItems(),
      },
      ...viewRegions(),
      notebookRenderer: rendererRegion(),
      configuration: { title: 'Activation Lab', properties: allSettings },
    },
  };
}
