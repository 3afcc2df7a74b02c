import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InstallFailure } from './installFailure';
import type { Run } from './recipe';
import type { Ended, Program } from './runWatched';

interface NpmInstall {
  npm: Program;
  /** Exact versions by name. */
  packages: Readonly<Record<string, string>>;
  /** The one whose install script may run; none by default. */
  allowScriptOf?: string;
}

/** Has npm fill the staging folder, by the user's own configuration (registry, proxy, certificates). */
export async function npmInstall(
  { npm, packages, allowScriptOf }: NpmInstall,
  staging: string,
  run: Run,
): Promise<Ended> {
  const allowed = allowScriptOf && `${allowScriptOf}@${packages[allowScriptOf]}`;
  const manifest = {
    private: true,
    dependencies: packages,
    // From npm 12 on a script that is not named here is not run, without an error.
    ...(allowed ? { allowScripts: { [allowed]: true } } : {}),
  };
  await writeFile(join(staging, 'package.json'), JSON.stringify(manifest));
  const flags = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=http', '--foreground-scripts'];
  const scripts = allowed ? [] : ['--ignore-scripts'];
  const cache = join(staging, 'npm-cache');
  const ended = await run(
    { ...npm, args: [...npm.args, 'install', ...flags, ...scripts] },
    // In the staging folder, so that what npm fetches is seen to grow.
    { ...withoutParentScript(process.env), npm_config_cache: cache },
  );
  await rm(cache, { recursive: true, force: true });
  return ended;
}

/** npm's words of a failed install, with what to do about the usual ones. */
export function npmFailure({ output }: Ended): InstallFailure {
  const errors = [...output.matchAll(/^npm (?:error|ERR!) +(?!A complete log|code )(\S.*)$/gm)].map(
    ([, words]) => words,
  );
  const said = errors.slice(0, 2).join(' ') || 'It gave no reason.';
  return new InstallFailure(`npm could not install it: ${said.replace(/[.\s]*$/, '.')}`, nextStep(output));
}

function nextStep(output: string): string {
  if (/ENOSPC/.test(output)) return 'The disk is full: free some space and run it again.';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|network/.test(output))
    return "Check the network, and npm's registry and proxy (npm config list), then run it again.";
  if (/E404|ETARGET/.test(output))
    return 'The registry that npm is configured for does not carry it (npm config get registry).';
  if (/EACCES|EPERM|EROFS/.test(output)) return 'The folder cannot be written to: see the log for which one.';
  return 'The log (Output, Activation Lab) has the rest of its words.';
}

/** An npm started below an npm script inherits that script's package as its own configuration. */
function withoutParentScript(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const inherited = /^npm_(package_|lifecycle_|command$|config_local_prefix$|config_prefix$)/i;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !inherited.test(name)));
}
