import type { BenchmarkHost, BenchmarkPage, BenchmarkState, Message } from '../../extension/panels/protocol';
import { findActivation } from '../../kernels/activations';
import type { BenchmarkReport, BenchmarkRequest } from '../../kernels/lab/benchmark';
import { labelRoom } from '../chart/directLabels';
import { lookOf } from '../chart/lineLook';
import { button, progressBar } from '../controls';
import { element } from '../dom';
import { readTheme } from '../theme';
import { type BoxRow, boxPlot } from './boxPlot';
import { facts, headline, passes } from './message';
import { resultTable } from './resultTable';

/** As in benchmark.css. */
const widthForBoth = 900;
const widthOfTable = 500;

type StateOf<Kind extends BenchmarkState['kind']> = Extract<BenchmarkState, { kind: Kind }>;

/** One page, four states: nothing yet, running, a report, an error. */
export class BenchmarkView implements BenchmarkPage {
  private state: BenchmarkState | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly post: (message: Message<BenchmarkHost>) => void,
  ) {
    let width = 0;
    new ResizeObserver(() => {
      if (root.clientWidth !== width) this.draw();
      width = root.clientWidth;
    }).observe(root);
  }

  show(state: BenchmarkState): void {
    this.state = state;
    this.draw();
  }

  draw(): void {
    if (this.state) this.root.replaceChildren(this.page(this.state));
  }

  private page(state: BenchmarkState): HTMLElement {
    switch (state.kind) {
      case 'empty':
        return this.empty();
      case 'running':
        return this.running(state);
      case 'report':
        return this.report(state.report, state.request);
      case 'error':
        return this.error(state);
    }
  }

  private empty(): HTMLElement {
    return element('div', { class: 'empty' }, [
      element('h1', {}, ['What each activation costs appears here']),
      element('p', {}, ['Forward and backward on the notebook’s own backend: median, spread and ratio to ReLU.']),
      this.runButton('Run the benchmark', undefined, 'primary'),
    ]);
  }

  private running({ done, total, label, stopping }: StateOf<'running'>): HTMLElement {
    const stop = button('Stop', () => this.post({ method: 'stop', params: [] }));
    stop.toggleAttribute('disabled', stopping);
    const count = total > 0 ? `${done} of ${total} measurements` : 'Warming up';
    return element('div', { class: 'panel' }, [
      element('header', {}, [
        element('div', { class: 'words' }, [
          element('h1', {}, [
            stopping
              ? 'Stopping after the measurement under way'
              : label
                ? `Measuring ${label}`
                : 'Preparing the benchmark',
          ]),
          element('p', { class: 'facts', role: 'status' }, [count]),
        ]),
        stop,
      ]),
      progressBar(done, total, 'Benchmark'),
    ]);
  }

  private report(report: BenchmarkReport, request: BenchmarkRequest | undefined): HTMLElement {
    const theme = readTheme();
    const titleOf = (id: string) => titleIn(request, id);
    const own = (request?.defined ?? []).map(({ id }) => id);
    const words = element('div', { class: 'words' }, [
      element('h1', {}, [headline(report, titleOf, own)]),
      element('p', { class: 'facts' }, [facts(report, request)]),
    ]);
    const again = this.runButton('Run again', request);
    const sections = passes.flatMap((pass) => {
      const rows = report.rows
        .filter((row) => row.pass === pass)
        .map((row, i): BoxRow => ({ ...row, title: titleOf(row.activation), look: lookOf(row.activation, i, theme) }));
      if (rows.length === 0) return [];
      const left = labelRoom(
        rows.map(({ title }) => title),
        theme,
      );
      const figure = element('div', { class: 'boxes' }, [
        boxPlot(rows, { width: this.plotWidth(), left, label: `Time ${pass}, milliseconds` }),
      ]);
      return [element('section', {}, [element('h2', {}, [pass]), figure, resultTable(rows, report.baseline)])];
    });
    const legend = element('p', { class: 'facts' }, ['Dot: one repetition. Box: middle half. Bar: median.']);
    return element('div', { class: 'panel' }, [
      element('header', {}, [words, again]),
      ...sections,
      ...(sections.length > 0 ? [legend] : []),
    ]);
  }

  private error({ message, request }: StateOf<'error'>): HTMLElement {
    return element('div', { class: 'panel', role: 'alert' }, [
      element('header', {}, [
        element('div', { class: 'words' }, [element('h1', {}, ['The benchmark did not finish'])]),
        this.runButton('Run again', request),
      ]),
      element('p', { class: 'reason' }, [message]),
    ]);
  }

  /** Beside its table where both have room, else above it. */
  private plotWidth(): number {
    const width = this.root.clientWidth;
    return Math.max(280, width >= widthForBoth ? width - widthOfTable : width);
  }

  private runButton(
    label: string,
    request: BenchmarkRequest | undefined,
    appearance: 'primary' | 'secondary' = 'secondary',
  ): HTMLElement {
    return button(label, () => this.post({ method: 'run', params: [request] }), appearance);
  }
}

function titleIn(request: BenchmarkRequest | undefined, id: string): string {
  const known = findActivation(id) ?? request?.defined?.find((activation) => activation.id === id);
  return known?.title ?? id;
}
