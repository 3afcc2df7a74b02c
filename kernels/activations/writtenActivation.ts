import { readExpression, type WrittenExpression, writeExpression } from '../expression/written';
import type { Activation, Parameter } from './activation';
import { type ActivationDefinition, completeDefinition } from './defineActivation';
import { adoptActivation } from './registry';

/** What another process has to know of an activation that a cell defined, as JSON can carry it. */
export interface WrittenActivation {
  readonly id: string;
  readonly title: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly reference: Activation['reference'];
  readonly forward: WrittenExpression;
  readonly derivative?: WrittenExpression;
  readonly parameters: readonly Parameter[];
}

export function writeActivation(activation: Activation): WrittenActivation {
  const { id, title, aliases, summary, reference, forward, derivative, parameters } = activation;
  return {
    ...{ id, title, summary, reference, parameters },
    ...(aliases && { aliases }),
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

/** Makes it known here, as it is known there; throws for what is no activation. */
export function learnActivation(written: WrittenActivation): Activation {
  const activation = completeDefinition(readActivation(written));
  adoptActivation(activation);
  return activation;
}
