import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inProject } from './projectPaths';

interface Stamp {
  readonly inputs: string;
  /** Size of each file that the build wrote, so that a lost or cut one is built again. */
  readonly outputs: Readonly<Record<string, number>>;
}

/** Remembers what a part was built from, by content: a checkout that only touches the dates rebuilds nothing. */
export class BuildStamp {
  constructor(
    private readonly name: string,
    private readonly inputs: readonly string[],
    private readonly outputFolders: readonly string[],
  ) {}

  isFresh(): boolean {
    const stamp = this.read();
    return stamp !== undefined && stamp.inputs === this.fingerprint() && sameSizes(stamp.outputs, this.outputSizes());
  }

  /** Before building: a build that is cut short leaves no stamp. */
  clear(): void {
    rmSync(this.file, { force: true });
  }

  write(): void {
    mkdirSync(path.dirname(this.file), { recursive: true });
    const stamp: Stamp = { inputs: this.fingerprint(), outputs: this.outputSizes() };
    writeFileSync(this.file, JSON.stringify(stamp));
  }

  private get file(): string {
    return inProject('.cache', 'build', `${this.name}.json`);
  }

  private read(): Stamp | undefined {
    try {
      return JSON.parse(readFileSync(this.file, 'utf8')) as Stamp;
    } catch {
      return undefined;
    }
  }

  private fingerprint(): string {
    const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
    for (const file of this.inputs.flatMap(filesUnder))
      hash.update(`\0${file}\0`).update(readFileSync(inProject(file)));
    return hash.digest('hex');
  }

  private outputSizes(): Record<string, number> {
    const files = this.outputFolders.flatMap(filesUnder);
    return Object.fromEntries(files.map((file) => [file, statSync(inProject(file)).size]));
  }
}

/** Files of a folder, or the file itself, relative to the project, in a stable order; none when it does not exist. */
export function filesUnder(name: string): string[] {
  const full = inProject(name);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [name];
  return readdirSync(full, { recursive: true, encoding: 'utf8' })
    .filter((entry) => statSync(path.join(full, entry)).isFile())
    .map((entry) => path.join(name, entry).replaceAll('\\', '/'))
    .sort();
}

function sameSizes(wanted: Readonly<Record<string, number>>, found: Readonly<Record<string, number>>): boolean {
  const names = Object.keys(wanted);
  return names.length > 0 && names.every((name) => wanted[name] === found[name]);
}
