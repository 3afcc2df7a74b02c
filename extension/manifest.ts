import {
  activationEvents,
  type CommandContribution,
  commands,
  type SettingContribution,
  settings,
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

function explorerItems(): MenuItem[] {
  return allCommands.flatMap(({ command, explorer }) =>
    explorer ? [{ command, when: explorer, group: '7_modification' }] : [],
  );
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
        'explorer/context': explorerItems(),
      },
      configuration: { title: 'Activation Lab', properties: allSettings },
    },
  };
}
