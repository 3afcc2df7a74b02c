import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where the notebook's file lies. It may be renamed or moved while its kernel lives. */
export class NotebookPlace {
  constructor(private current: string) {}

  get path(): string {
    return this.current;
  }

  get folder(): string {
    return dirname(this.current);
  }

  get url(): string {
    return pathToFileURL(this.current).href;
  }

  /** What cells read and import by a relative name is looked for there from now on. */
  moveTo(path: string): void {
    process.chdir(dirname(path));
    this.current = path;
  }
}
