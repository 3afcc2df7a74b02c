import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import envPaths from 'env-paths';

/** Where the project stands. */
export const projectRoot = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** `inProject('dist', 'kernel')`: an absolute path inside the project. */
export function inProject(...parts: string[]): string {
  return path.join(projectRoot, ...parts);
}

/** What is downloaded once and kept between clones: the editor server, VS Code, profiles. */
export function inCache(...parts: string[]): string {
  const own = process.env.ACTIVATION_LAB_CACHE;
  return path.join(own ? path.resolve(own) : envPaths('activation-lab', { suffix: '' }).cache, ...parts);
}

/** The profile of an editor that `npm start` opens: each clone has its own, so that two at once do not meet. */
export function profileFolder(editor: 'server' | 'desktop'): string {
  const clone = createHash('sha256').update(projectRoot).digest('hex').slice(0, 8);
  return inCache('profiles', `${editor}-${path.basename(projectRoot)}-${clone}`);
}
