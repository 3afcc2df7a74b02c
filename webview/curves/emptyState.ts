import { button } from '../controls';
import { element } from '../dom';

/** What the panel shows, and the one button that fills it. */
export function emptyState(openNotebook: () => void): HTMLElement {
  return element('div', { class: 'empty' }, [
    element('h1', {}, ['Training curves appear here while a notebook trains']),
    element('p', {}, [
      'One line per activation: the mean of its seeds, with a band of ±\u00a01\u00a0standard deviation. Hover for values.',
    ]),
    button('Open the first notebook', openNotebook, 'primary'),
  ]);
}
