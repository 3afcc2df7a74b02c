import { readExpression, type WrittenExpression, writeExpression } from '../expression/written';
import type { Activation, Parameter } from './activation';
import type { ActivationDefinition } from './defineActivation';

/** What another process has to know of an activation that a cell defined, as JSON can carry it. */
export interface WrittenActivation {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly forward: WrittenExpression;
  readonly derivative?: WrittenExpression;
  readonly parameters: readonly Parameter[];
}

export function writeActivation(activation: Activation): WrittenActivation {
  const { id, title, summary, forward, derivative, parameters } = activation;
  return {
    ...{ id, title, summary, parameters },
    forward: writeExpression(forward),
    ...(derivative && { derivative: writeExpression(derivative) }),
  };
}

/** To be defined there again. */
export function readActivation({ forward, derivative, ...plain }: WrittenActivation): ActivationDefinition {
  return {
    ...plain,
    forward: readExpression(forward),
    ...(derivative && { derivative: readExpression(derivative) }),
  };
}
