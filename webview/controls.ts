/**
 * Every control of every panel, and the only file that knows the toolkit: its upstream is archived, and a successor is
 * a change to this file. Range inputs and progress bars are the browser's own, since the toolkit has none.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
} from '@vscode/webview-ui-toolkit';
import { element } from './dom';

provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeCheckbox(), vsCodeDropdown(), vsCodeOption());

export interface Choice {
  value: string;
  label: string;
}

export interface Dropdown {
  element: HTMLElement;
  /** Shows these choices; hidden when there is nothing to choose. */
  offer(choices: readonly Choice[], chosen: string): void;
}

export function button(
  label: string,
  onClick: () => void,
  appearance: 'primary' | 'secondary' | 'icon' = 'secondary',
): HTMLElement {
  const made = custom('vscode-button', { appearance }, [label]);
  made.addEventListener('click', onClick);
  return made;
}

/** A button that shows and hides `what`: "…". */
export function disclosure(label: string, title: string, what: HTMLElement): HTMLElement {
  const made = custom('vscode-button', { appearance: 'icon', 'aria-label': title, title }, [label]);
  const apply = (isShown: boolean) => {
    what.hidden = !isShown;
    made.setAttribute('aria-expanded', String(isShown));
  };
  made.addEventListener('click', () => apply(what.hidden !== false));
  apply(false);
  return made;
}

export function checkbox(label: string, checked: boolean, onChange: (checked: boolean) => void): HTMLElement {
  const made = custom('vscode-checkbox', checked ? { checked: '' } : {}, [label]);
  made.addEventListener('change', () => onChange(Reflect.get(made, 'checked') === true));
  return made;
}

export function dropdown(title: string, onChange: (value: string) => void): Dropdown {
  const place = element('span');
  let shown: HTMLElement | undefined;
  let offered = '';
  return {
    element: place,
    offer(choices, chosen) {
      place.hidden = choices.length < 2;
      const wanted = JSON.stringify(choices);
      // The toolkit's list keeps its old selection when its options are exchanged, so other choices get a new list.
      if (wanted !== offered || !shown) {
        shown = custom('vscode-dropdown', { 'aria-label': title, title });
        shown.append(...choices.map(({ value, label }) => option(value, label, value === chosen)));
        const made = shown;
        made.addEventListener('change', () => onChange(String(Reflect.get(made, 'value'))));
        place.replaceChildren(made);
        offered = wanted;
      } else if (Reflect.get(shown, 'value') !== chosen) {
        Reflect.set(shown, 'value', chosen);
      }
    },
  };
}

export interface SliderOptions {
  label: string;
  min: number;
  max: number;
  step: number;
  value: number;
  format(value: number): string;
  onInput(value: number): void;
}

export interface Slider {
  element: HTMLElement;
  set(value: number): void;
}

export function slider({ label, min, max, step, value, format, onInput }: SliderOptions): Slider {
  const input = element('input', { type: 'range', min: `${min}`, max: `${max}`, step: `${step}`, value: `${value}` });
  const output = element('output', {}, [format(value)]);
  input.addEventListener('input', () => {
    output.textContent = format(input.valueAsNumber);
    onInput(input.valueAsNumber);
  });
  return {
    element: element('label', { class: 'slider' }, [label, input, output]),
    set(wanted) {
      input.valueAsNumber = wanted;
      output.textContent = format(wanted);
    },
  };
}

/** `done` of `total`; an unknown total moves without an end. */
export function progressBar(done: number, total: number, label: string): HTMLElement {
  const made = element('progress', { 'aria-label': label });
  if (total > 0) {
    made.max = total;
    made.value = done;
  }
  return made;
}

function option(value: string, label: string, isSelected: boolean): HTMLElement {
  return custom('vscode-option', isSelected ? { value, selected: '' } : { value }, [label]);
}

function custom(tag: string, attributes: Record<string, string> = {}, children: string[] = []): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
