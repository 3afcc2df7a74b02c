import type { DisplayHandle, MimeBundle } from '../../lab/host';
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
  update(value: unknown): Promise<void>;
}

/** Shows values for the cell whose code asks for it. */
export class CellDisplays {
  private count = 0;

  constructor(
    private readonly displays: Displays,
    private readonly running: () => Job | undefined,
  ) {}

  async show(
    value: unknown,
    { id = `display-${process.pid}-${++this.count}`, update = false }: ShowOptions = {},
  ): Promise<ValueHandle> {
    const executionId = (jobContext.getStore() ?? this.running())?.executionId ?? null;
    const known = update ? this.displays.handle(executionId, id) : undefined;
    const bundle = mimeBundleOf(value);
    let handle: DisplayHandle | undefined;
    const put = (shown: MimeBundle | undefined) => {
      if (!shown) return;
      if (known) known.update(shown);
      else handle = this.displays.show(executionId, shown, id);
    };
    put(bundle instanceof Promise ? await bundle : bundle);
    return {
      id,
      update: async (next) => {
        const shown = await mimeBundleOf(next);
        if (shown) (handle ?? this.displays.handle(executionId, id)).update(shown);
      },
    };
  }

  /** A bundle that is ready. */
  raw(bundle: MimeBundle, { id, update = false }: ShowOptions = {}): void {
    const executionId = (jobContext.getStore() ?? this.running())?.executionId ?? null;
    if (update && id !== undefined) this.displays.handle(executionId, id).update(bundle);
    else this.displays.show(executionId, bundle, id);
  }
}
