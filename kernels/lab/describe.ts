import { allActivations, gatedActivations } from '../activations';
import { currentHost } from './currentHost';
import { type Subject, subjectOf } from './describeSubject';
import { tablesOf } from './describeTables';
import { wordsOf } from './describeWords';
import type { MimeBundle } from './host';
import { derivativesFigure } from './plot/derivatives';
import { tableBundle } from './table';

/**
 * Shows what is known of an activation: `lab.describe('telu')`. Formula and derivative, the paper, facts that are computed
 * here, its parameters, how each backend of this process computes it, how exact its kernels are, and both curves beside
 * ReLU's. Without a name: which there are. Throws for a name that nobody has, with the nearest.
 */
export function describe(name?: string): void {
  const bundles = name === undefined ? [listOfAll()] : bundlesOf(subjectOf(name));
  for (const bundle of bundles) currentHost().display(bundle);
}

function bundlesOf(subject: Subject): MimeBundle[] {
  const { svg, text } = derivativesFigure(
    subject.activation.id === 'relu' ? ['relu'] : ['relu', subject.activation.id],
  );
  return [wordsOf(subject), { 'image/svg+xml': svg, 'text/plain': text }, tablesOf(subject)];
}

function listOfAll(): MimeBundle {
  const rows = [...allActivations(), ...gatedActivations].map(({ id, title, summary }) => ({
    name: id,
    title,
    summary,
  }));
  return tableBundle(rows, { caption: 'Activations: lab.describe(name) says more of one' });
}
