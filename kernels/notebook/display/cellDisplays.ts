import type { MimeBundle } from '../../lab/host';
import { type Job, jobContext } from '../job';
import type { Displays } from './displays';
import { mimeBundleOf } from './mimeBundle';

export interface ShowOptions {
  /** Names the display, for later updates. */
  id?: string;
  /** Replaces the display of that id instead of adding one. */
  update?: boolean;
}

/** A display that takes any value, not a bundle. */
export interface ValueHandle {
  readonly id: string;
  update(value: unknown): Promise<ValueHandle>;
}

/** Shows values for the cell whose code asks for it. */
export class CellDisplays {
  private count = 0;

  constructor(
    private readonly displays: Displays,
    private readonly running: () => Job | undefined,
  ) {}

  /** A cell that ends with it has shown what it wanted to show: neither promise nor handle is shown below. */
  show(value: unknown, options?: ShowOptions): Promise<ValueHandle> {
    return quiet(this.showNow(value, options).then(quiet));
  }

  /** At once when the value can be shown at once; a tensor's numbers may have to come from a device first. */
  private async showNow(value: unknown, options: ShowOptions = {}): Promise<ValueHandle> {
    const id = options.id ?? `display-${process.pid}-${++this.count}`;
    const executionId = this.executionId();
    const bundle = mimeBundleOf(value);
    this.put(executionId, bundle instanceof Promise ? await bundle : bundle, { ...options, id });
    return { id, update: (next) => this.show(next, { id, update: true }) };
  }

  /** A bundle that is ready. */
  raw(bundle: MimeBundle, options: ShowOptions = {}): void {
    this.put(this.executionId(), bundle, options);
  }

  private put(executionId: string | null, bundle: MimeBundle | undefined, { id, update = false }: ShowOptions): void {
    if (!bundle) return;
    if (update && id !== undefined) this.displays.update(executionId, bundle, id);
    else this.displays.show(executionId, bundle, id);
  }

  private executionId(): string | null {
    return (jobContext.getStore() ?? this.running())?.executionId ?? null;
  }
}

function quiet<T extends object>(value: T): T {
  return Object.defineProperty(value, Symbol.for('Jupyter.display'), { value: () => undefined });
}
