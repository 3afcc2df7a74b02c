import { button, checkbox, disclosure, dropdown, slider } from '../controls';
import { element } from '../dom';
import type { Choices, Selection } from './choices';
import type { Settings } from './settings';

export interface ToolbarActions {
  exportCsv(): void;
  savePicture(): void;
  clearRuns(): void;
}

/** Top right: what is shown and how; what is done with it stands behind "…". */
export class Toolbar {
  readonly element: HTMLElement;
  private readonly source;
  private readonly group;
  private readonly metric;

  constructor(settings: Settings, change: (change: Partial<Settings>) => void, actions: ToolbarActions) {
    let wish: Partial<Selection> = settings.wish;
    const choose = (part: Partial<Selection>) => {
      wish = { ...wish, ...part };
      change({ wish });
    };
    this.source = dropdown('Notebook', (source) => choose({ source }));
    this.group = dropdown('Group', (group) => choose({ group }));
    this.metric = dropdown('Metric', (metric) => choose({ metric }));
    const smoothing = slider({
      label: 'Smoothing',
      min: 0,
      max: 0.95,
      step: 0.05,
      value: settings.smoothing,
      format: (value) => (value === 0 ? 'off' : value.toFixed(2)),
      onInput: (value) => change({ smoothing: value }),
    });
    const more = element('div', { class: 'more' }, [
      button('Export CSV', actions.exportCsv),
      button('Save picture', actions.savePicture),
      button('Clear all runs', actions.clearRuns),
    ]);
    this.element = element('div', { class: 'controls' }, [
      this.source.element,
      this.group.element,
      this.metric.element,
      smoothing.element,
      checkbox('log x', settings.isLogX, (isLogX) => change({ isLogX })),
      checkbox('log y', settings.isLogY, (isLogY) => change({ isLogY })),
      disclosure('…', 'More', more),
      more,
    ]);
  }

  offer({ sources, groups, metrics, chosen }: Choices): void {
    this.source.offer(sources, chosen.source);
    this.group.offer(groups, chosen.group);
    this.metric.offer(metrics, chosen.metric);
  }
}
