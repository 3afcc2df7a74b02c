import type { CurvesHost, Message } from '../../extension/panels/protocol';
import { recall, remember } from '../channel';
import { lookOf } from '../chart/lineLook';
import { pictureOf } from '../chart/picture';
import { element } from '../dom';
import { readTheme } from '../theme';
import { CurvesChart } from './chart';
import { choicesOf, fileName, isChosen } from './choices';
import { emptyState } from './emptyState';
import { Legend } from './legend';
import { type Line, linesOf } from './lines';
import { headline, type MetricKind, standingsAt, subline } from './message';
import type { PageSeries } from './pageRuns';
import { defaults, type Settings } from './settings';
import { Toolbar } from './toolbar';

/** The page: figure, words and controls, drawn from the runs and the settings alone. */
export class CurvesView {
  private settings = recall(defaults);
  private readonly cache = new Map<string, Line>();
  private readonly title = element('h1');
  private readonly facts = element('p', { class: 'facts' });
  private readonly figure = element('div', { class: 'figure' });
  private readonly chart = new CurvesChart(this.figure, (step) => this.point(step));
  private readonly legend = new Legend({ toggle: (name) => this.toggle(name), isolate: (name) => this.isolate(name) });
  private readonly toolbar: Toolbar;
  private readonly filled: HTMLElement;
  private readonly empty: HTMLElement;
  private lines: Line[] = [];
  private shown: { kind: MetricKind; scope: string } = { kind: { metric: '', stepUnit: '' }, scope: '' };
  private pointed: number | undefined;

  constructor(
    root: HTMLElement,
    private readonly post: (message: Message<CurvesHost>) => void,
    private readonly redraw: () => void,
  ) {
    this.toolbar = new Toolbar(this.settings, (change) => this.set(change), {
      exportCsv: () => post({ method: 'exportCsv', params: [] }),
      clearRuns: () => post({ method: 'clearRuns', params: [] }),
      savePicture: () => void this.savePicture(),
    });
    const words = element('div', { class: 'words' }, [this.title, this.facts]);
    this.filled = element('div', { class: 'panel' }, [
      element('header', {}, [words, this.toolbar.element]),
      this.figure,
      this.legend.element,
    ]);
    this.empty = emptyState(() => post({ method: 'openFirstNotebook', params: [] }));
    root.append(this.filled, this.empty);
    this.filled.hidden = true;
    this.empty.hidden = true;
  }

  draw(series: readonly PageSeries[]): void {
    const measured = series.filter((one) => !one.isEmpty);
    this.filled.hidden = measured.length === 0;
    this.empty.hidden = measured.length > 0;
    if (measured.length === 0) return;
    const choices = choicesOf(measured, this.settings.wish);
    this.toolbar.offer(choices);
    const chosen = measured.filter((one) => isChosen(one, choices.chosen));
    const { lines, earlierRuns } = linesOf(chosen, this.settings.smoothing, this.cache);
    const kind = { metric: chosen[0]?.metric ?? '', stepUnit: chosen[0]?.stepUnit ?? 'step' };
    this.lines = lines;
    this.show(kind, JSON.stringify(choices.chosen));
    const seen = this.seen();
    this.title.textContent = headline(seen, kind);
    const { group, source } = choices.chosen;
    this.facts.textContent = subline({
      group,
      notebook: fileName(source),
      lines: seen,
      stepUnit: kind.stepUnit,
      smoothing: this.settings.smoothing,
      earlierRuns,
    });
  }

  private show(kind: MetricKind, scope: string): void {
    if (scope !== this.shown.scope) this.chart.forgetRanges();
    this.shown = { kind, scope };
    const theme = readTheme();
    const looks = this.looks();
    const { isLogX, isLogY, hidden } = this.settings;
    const seen = this.lines
      .map((line, i) => ({ line, look: looks[i] }))
      .filter(({ line }) => !hidden.includes(line.name));
    this.chart.show(
      { lines: seen.map(({ line }) => line), looks: seen.flatMap(({ look }) => look ?? []), ...kind, isLogX, isLogY },
      theme,
    );
    this.showLegend();
  }

  private showLegend(): void {
    const looks = this.looks();
    this.legend.show({
      lines: this.lines.flatMap(({ name }, i) => {
        const look = looks[i];
        return look ? [{ name, look, isHidden: this.settings.hidden.includes(name) }] : [];
      }),
      standings: standingsAt(this.lines, this.pointed),
      kind: this.shown.kind,
      step: this.pointed,
    });
  }

  private looks() {
    const theme = readTheme();
    return this.lines.map((line, i) => lookOf(line.activation, i, theme));
  }

  private seen(): Line[] {
    return this.lines.filter((line) => !this.settings.hidden.includes(line.name));
  }

  private point(step: number | undefined): void {
    this.pointed = step;
    this.showLegend();
  }

  private toggle(name: string): void {
    const { hidden } = this.settings;
    this.set({ hidden: hidden.includes(name) ? hidden.filter((other) => other !== name) : [...hidden, name] });
  }

  /** Alone, or all again when it was alone already. */
  private isolate(name: string): void {
    const others = this.lines.map((line) => line.name).filter((other) => other !== name);
    const isAlone = others.every((other) => this.settings.hidden.includes(other));
    this.set({ hidden: isAlone ? [] : others });
  }

  private set(change: Partial<Settings>): void {
    if ('isLogX' in change || 'isLogY' in change || 'hidden' in change) this.chart.forgetRanges();
    this.settings = { ...this.settings, ...change };
    remember(this.settings);
    this.redraw();
  }

  private async savePicture(): Promise<void> {
    const { canvas } = this.chart;
    if (!canvas) return;
    const png = await pictureOf(this.title.textContent ?? '', this.facts.textContent ?? '', [canvas]);
    this.post({ method: 'savePicture', params: [png, 'activation-lab-curves'] });
  }
}
