import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Subcommand } from './subcommand';

/**
 * `activation-lab NAME …`: runs the program of that name beside this file. Which there are is decided by the build
 * (build/cliBundle.ts), so that a subcommand is loaded only when somebody wants it.
 */
const own = path.basename(__filename);
const exitUsage = 2;

function names(): string[] {
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.cjs') && file !== own);
  return files.map((file) => path.basename(file, '.cjs')).sort();
}

function load(name: string): Subcommand {
  return createRequire(__filename)(path.join(__dirname, `${name}.cjs`)) as Subcommand;
}

function help(): string {
  const width = Math.max(...names().map((name) => name.length));
  const lines = names().map((name) => `  ${name.padEnd(width)}  ${load(name).summary}`);
  return ['Usage: activation-lab COMMAND …', '', ...lines, '', 'activation-lab COMMAND --help says more.'].join('\n');
}

async function run([name, ...words]: readonly string[]): Promise<number> {
  if (name === undefined || /^(?:--help|-h|help)$/.test(name)) {
    console.log(help());
    return name === undefined ? exitUsage : 0;
  }
  if (!names().includes(name)) {
    console.error(`There is no command "${name}".\n\n${help()}`);
    return exitUsage;
  }
  return load(name).main(words);
}

// `… | head` closes the pipe as soon as it has seen enough: that ends the program, and is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
