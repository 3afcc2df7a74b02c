import { copyFileSync, existsSync, linkSync, mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { dawnFolder } from './dawnFolder';
import { installedBrowsers } from './editor/chromium';
import { inProject } from './projectPaths';
import { runProgram } from './runTool';

/** Chromium's Vulkan on the CPU, and the loader that finds it. */
const libraries = ['libvulkan.so.1', 'libvk_swiftshader.so', 'vk_swiftshader_icd.json'];

/**
 * Where Dawn finds a GPU without a GPU: a folder with dawn.node beside the libraries that every Chromium brings (Dawn
 * looks there first). Elsewhere than on Linux the system has its own. Throws an error that says what is missing.
 */
export function softwareGpu(): Record<string, string> {
  const dawn = path.join(dawnFolder(process.platform, process.arch), 'dawn.node');
  if (process.platform !== 'linux') return { ACTIVATION_LAB_DAWN: dawn };
  const source = browserFolders().find((folder) => libraries.every((file) => existsSync(path.join(folder, file))));
  if (!source) {
    throw new Error(`No Chromium with SwiftShader (${libraries.join(', ')}) in ${browserFolders().join(', ')}.`);
  }
  const folder = inProject('.cache', 'software-gpu');
  mkdirSync(folder, { recursive: true });
  for (const file of libraries)
    replace(path.join(folder, file), (target) => symlinkSync(path.join(source, file), target));
  // Not a symbolic link: Dawn asks where it really stands.
  replace(path.join(folder, 'dawn.node'), (target) => linkOrCopy(dawn, target));
  return {
    ACTIVATION_LAB_DAWN: path.join(folder, 'dawn.node'),
    VK_ICD_FILENAMES: path.join(folder, 'vk_swiftshader_icd.json'),
    VK_DRIVER_FILES: path.join(folder, 'vk_swiftshader_icd.json'),
  };
}

/** What keeps WebGPU from this machine, asked in a process of its own; nothing where an adapter answers. */
export async function whyNoAdapter(): Promise<string | undefined> {
  const folder = dawnFolder(process.platform, process.arch);
  if (!existsSync(folder)) return `Dawn is not built for ${process.platform} on ${process.arch}.`;
  const { end, output } = await runProgram(process.execPath, ['--eval', question, path.join(folder, 'dawn.node')]);
  return end.code === 0 ? undefined : `no adapter answers here (${output.trim() || 'without a reason'}).`;
}

const question = `
const { create } = require(process.argv[1]);
globalThis.gpu = create([]);
globalThis.gpu.requestAdapter().then((adapter) => process.exit(adapter ? 0 : 1));`;

/** Debian's program is a script that stands elsewhere than the browser. */
function browserFolders(): string[] {
  const programs = [...installedBrowsers(), chromium.executablePath()]
    .filter(existsSync)
    .map((file) => realpathSync(file));
  return [
    ...new Set([...programs.map((file) => path.dirname(file)), '/usr/lib/chromium', '/usr/lib/chromium-browser']),
  ];
}

function replace(target: string, create: (target: string) => void): void {
  rmSync(target, { force: true });
  create(target);
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}
