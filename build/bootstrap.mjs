// The door of every npm script: `node build/bootstrap.mjs <command> [arguments]`. With the few .mjs files beside it, it is
// all that runs before node_modules exist: it checks Node, installs what is missing, then runs build/<command>.ts.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInForeground } from './foreground.mjs';
import { findMismatch } from './lockfile.mjs';
import { runNpm } from './npm.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const oldestNode = 20;

const commands = [
  'start',
  'test',
  'test:desktop',
  'test:jupyter',
  'test:swaps',
  'test:tensorflow',
  'notebook',
  'bench',
  'build',
  'check',
  'package',
];

/** "test:desktop" is build/testDesktop.ts. @param {string} command */
function scriptOf(command) {
  const name = command.replace(/:(\w)/g, (_, letter) => letter.toUpperCase());
  return path.join(root, 'build', `${name}.ts`);
}

async function install() {
  const mismatch = findMismatch(root);
  if (!mismatch) return;
  console.log(`Installing the packages of package-lock.json, because ${mismatch}.`);
  try {
    await runNpm('Installing packages', ['ci'], root);
  } catch (error) {
    console.log(`${messageOf(error)}\nnpm ci could not do it; trying npm install.`);
    await runNpm('Installing packages', ['install', '--no-save'], root);
  }
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}

async function main() {
  const [command = '', ...args] = process.argv.slice(2);
  const major = Number.parseInt(process.versions.node, 10);
  if (major < oldestNode) {
    fail(
      `Activation Lab needs Node ${oldestNode} or newer; this is Node ${process.versions.node}.\nInstall a newer one from https://nodejs.org.`,
    );
  }
  if (!commands.includes(command)) fail(`There is no command "${command}". There are: ${commands.join(', ')}.`);
  try {
    await install();
  } catch (error) {
    fail(
      `${messageOf(error)}\n\nThe packages could not be installed. The lines above are npm's; it used your own configuration (npm config get registry, proxy).`,
    );
  }
  process.exit(await runInForeground(scriptOf(command), args));
}

await main();
