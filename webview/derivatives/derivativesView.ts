import type { DerivativesHost, DerivativesPage, Message } from '../../extension/panels/protocol';
import { type Activation, allActivations, findActivation } from '../../kernels/activations';
import { learnActivation, type WrittenActivation } from '../../kernels/activations/writtenActivation';
import { recall, remember } from '../channel';
import { FunctionChart } from '../chart/functionChart';
import { type LineLook, lookOf } from '../chart/lineLook';
import { pictureOf } from '../chart/picture';
import { button, checkbox, dropdown } from '../controls';
import { element } from '../dom';
import { readTheme } from '../theme';
import { settlingMessage, tailMessage } from './message';
import { parameterSliders } from './parameterSliders';
import { clippedExtent, drawnSlope, gridOf, type Sampled, sample } from './sample';
import { defaults, presetOf, presets, type Settings, wellKnown } from './settings';
import { ValuesTable } from './valuesTable';

/** f and f′ of a chosen set, one crosshair through both. */
export class DerivativesView implements DerivativesPage {
  private settings: Settings = recall(defaults);
  private readonly title = element('h1');
  private readonly facts = element('p', { class: 'facts' });
  private readonly places = [element('div', { class: 'figure' }), element('div', { class: 'figure' })] as const;
  private readonly charts;
  private readonly values = new ValuesTable((id) => this.choose(this.settings.chosen.filter((other) => other !== id)));
  private readonly sliders = element('div', { class: 'sliders' });
  private readonly more = element('div', { class: 'controls', role: 'group', 'aria-label': 'Add an activation' });
  /** Stays open while the set changes. */
  private readonly rest = element('details');
  /** Ids of what cells have defined. */
  private readonly own = new Set<string>();
  private xs: number[] = [];
  private sampled: Sampled[] = [];
  private pointed: number | undefined;

  constructor(
    root: HTMLElement,
    private readonly post: (message: Message<DerivativesHost>) => void,
  ) {
    const [left, right] = this.places;
    const point = (index: number | undefined) => this.point(index);
    this.charts = { f: new FunctionChart(left, 'x', point), slope: new FunctionChart(right, 'x', point) };
    const range = dropdown('Range of x', (preset) => this.set({ preset }));
    range.offer(
      presets.map(({ id, label }) => ({ value: id, label })),
      this.settings.preset,
    );
    const words = element('div', { class: 'words' }, [this.title, this.facts]);
    const controls = element('div', { class: 'controls' }, [
      range.element,
      button('Save picture', () => void this.savePicture()),
    ]);
    root.append(
      element('div', { class: 'panel' }, [
        element('header', {}, [words, controls]),
        element('div', { class: 'pair' }, [left, right]),
        element('div', { class: 'below' }, [
          this.values.element,
          element('div', { class: 'side' }, [this.sliders, this.more]),
        ]),
      ]),
    );
  }

  hydrate(defined: readonly WrittenActivation[]): void {
    for (const activation of defined) this.learn(activation);
  }

  define(activation: WrittenActivation): void {
    const { chosen } = this.settings;
    this.learn(activation);
    this.choose(chosen.includes(activation.id) ? chosen : [...chosen, activation.id]);
  }

  show(asked: string[]): void {
    const known = asked.filter((id) => findActivation(id));
    this.choose(known.length > 0 ? known : this.settings.chosen);
  }

  draw(): void {
    const { range, isLogSlope } = presetOf(this.settings);
    this.xs = gridOf(range);
    this.sampled = this.chosen().map((one) => sample(one, this.settings.parameters[one.id] ?? {}, this.xs));
    this.drawCharts(range[1], isLogSlope);
    this.title.textContent = isLogSlope ? tailMessage(this.sampled, this.xs) : settlingMessage(this.sampled, this.xs);
    this.facts.textContent = this.describe();
    this.point(this.pointed);
  }

  private drawCharts(reach: number, isLogSlope: boolean): void {
    const theme = readTheme();
    const looks = this.looks();
    const common = { xs: this.xs, names: this.sampled.map(({ activation }) => activation.title), looks };
    const f = this.sampled.map((one) => one.f);
    const slopes = this.sampled.map((one) => drawnSlope(one, isLogSlope));
    const limit = isLogSlope ? { min: 1e-12, max: 10 } : { min: -1, max: 2 };
    const reachable = { min: -reach, max: reach };
    this.charts.f.show(
      { ...common, columns: f, label: 'f(x)', extent: clippedExtent(f, reachable), isLog: false },
      theme,
    );
    const label = isLogSlope ? '|f′(x)| (log)' : 'f′(x)';
    this.charts.slope.show(
      { ...common, columns: slopes, label, extent: clippedExtent(slopes, limit), isLog: isLogSlope },
      theme,
    );
  }

  /** The set changed: rows, sliders and boxes are built anew, which a moved slider must never cause. */
  private choose(chosen: string[]): void {
    this.set({ chosen });
    this.values.arrange(this.chosen().map((activation, i) => ({ activation, look: this.lookAt(activation, i) })));
    const tunable = this.chosen().filter(({ parameters }) => parameters.length > 0);
    this.sliders.replaceChildren(...tunable.map((one) => this.slidersOf(one)));
    this.offer(allActivations().filter(({ id }) => !chosen.includes(id)));
    this.point(this.pointed);
  }

  private learn(activation: WrittenActivation): void {
    learnActivation(activation);
    this.own.add(activation.id);
  }

  private offer(others: readonly Activation[]): void {
    const boxOf = ({ id, title }: Activation) =>
      checkbox(title, false, () => this.choose([...this.settings.chosen, id]));
    const [first, rest] = [true, false].map((isKnown) =>
      others.filter(({ id }) => (wellKnown.includes(id) || this.own.has(id)) === isKnown).map(boxOf),
    );
    this.rest.replaceChildren(element('summary', {}, [`${rest?.length} more`]), ...(rest ?? []));
    this.more.replaceChildren('Add:', ...(first ?? []), ...(rest?.length ? [this.rest] : []));
  }

  private slidersOf(activation: Activation): HTMLElement {
    const { id } = activation;
    return parameterSliders(activation, this.settings.parameters[id] ?? {}, (values) =>
      this.set({ parameters: { ...this.settings.parameters, [id]: values } }),
    );
  }

  /** Without a pointer: x = −1, where the smooth activations differ most. */
  private point(index: number | undefined): void {
    this.pointed = index;
    const at = index ?? this.xs.findIndex((x) => x >= -1);
    const valuesOf = (key: 'f' | 'slope') => this.sampled.map((one) => one[key][at] ?? Number.NaN);
    this.values.show(this.xs[at] ?? 0, valuesOf('f'), valuesOf('slope'));
  }

  private describe(): string {
    const moved = this.sampled
      .filter(({ activation }) => activation.parameters.length > 0)
      .map(({ activation: { id, title, parameters } }) => {
        const values = parameters.map(
          ({ name, symbol, initial }) => `${symbol} ${(this.settings.parameters[id]?.[name] ?? initial).toFixed(2)}`,
        );
        return `${title}: ${values.join(', ')}`;
      });
    return ['f and its derivative f′', ...moved].join(' · ');
  }

  private looks(): LineLook[] {
    return this.chosen().map((activation, i) => this.lookAt(activation, i));
  }

  private lookAt({ id }: Activation, order: number): LineLook {
    return lookOf(id, order, readTheme());
  }

  private chosen(): Activation[] {
    return this.settings.chosen.flatMap((id) => findActivation(id) ?? []);
  }

  private set(change: Partial<Settings>): void {
    this.settings = { ...this.settings, ...change };
    remember(this.settings);
    this.draw();
  }

  private async savePicture(): Promise<void> {
    const canvases = [this.charts.f.canvas, this.charts.slope.canvas].flatMap((canvas) => canvas ?? []);
    const png = await pictureOf(this.title.textContent ?? '', this.facts.textContent ?? '', canvases);
    this.post({ method: 'savePicture', params: [png, 'activation-lab-derivatives'] });
  }
}
