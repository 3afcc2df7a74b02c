import { type PackageName, tfjsVersion } from '../packages';
import { findNpm } from './findProgram';
import { npmFailure, npmInstall } from './npmInstall';
import type { Recipe } from './recipe';
import type { Program } from './runWatched';

/** tfjs's own package from npm; its install script fetches libtensorflow 2.9.1 from Google's storage. */
export function npmRecipe(packageName: PackageName, installedBytes: number, npm?: Program): Recipe {
  return {
    packageName,
    title: `${packageName.replace('@tensorflow/', '')} ${tfjsVersion}`,
    installedBytes,
    check: async () => {
      npm ??= await findNpm();
    },
    fill: async (staging, run) => {
      npm ??= await findNpm();
      const packages = { [packageName]: tfjsVersion };
      const ended = await npmInstall({ npm, packages, allowScriptOf: packageName }, staging, run);
      // Its success proves nothing (a cut download ends well, a script may be blocked); its failure is worth telling.
      if (!ended.succeeded) throw npmFailure(ended);
    },
  };
}
