import { formatNumber } from '../number';
import { leftX, type TracedActivation } from './tracedActivation';

/** What f and f′ of the set say, for the title, the line below it, and readers who cannot see the figure. */

const at = formatNumber(leftX);

export function derivativesMessage(traced: readonly TracedActivation[]): string {
  const [steepest, ...others] = [...traced].sort((a, b) => Math.abs(b.leftSlope) - Math.abs(a.leftSlope));
  if (steepest === undefined || others.length === 0) return `${steepest?.activation.title ?? ''}: f and f′`;
  if (steepest.leftSlope === 0) return `At x = ${at}, none of them has a slope left`;
  const slope = formatNumber(Math.abs(steepest.leftSlope));
  const flat = others.filter(({ leftSlope }) => leftSlope === 0).map(({ activation }) => activation.title);
  const rest = flat.length > 0 ? `; ${flat.join(' and ')} ${flat.length > 1 ? 'have' : 'has'} none` : '';
  return `At x = ${at}, ${steepest.activation.title} keeps the largest slope, |f′| = ${slope}${rest}`;
}

/** Parameters that training moves, or that were set: the curves hold for these values only. */
export function derivativesSubtitle(traced: readonly TracedActivation[]): string {
  const values = traced.map(({ activation, parameters: given }) => {
    const isSet = Object.keys(given).length > 0;
    if (!isSet && !activation.parameters.some(({ trainable }) => trainable)) return '';
    const list = activation.parameters.map(
      ({ name, symbol, initial }) => `${symbol} = ${formatNumber(given[name] ?? initial)}`,
    );
    return `${activation.title}: ${list.join(', ')}${isSet ? '' : ' (initial)'}.`;
  });
  return ['f on the left, its derivative f′ on the right.', ...values.filter(Boolean)].join(' ');
}

export function slopesInWords(traced: readonly TracedActivation[]): string {
  return traced
    .map(({ activation, leftSlope }) => `${activation.title}: f′(${at}) = ${formatNumber(leftSlope)}`)
    .join('\n');
}
