import type * as vscode from 'vscode';
import { type ActivationId, titleOf } from './activationNames';
import { detect } from './detect';
import type { Applicability } from './detection';
import { rangeIn, sourceOfDocument } from './documentSource';
import type { Parsers } from './grammars';

export interface DocumentDetection {
  readonly activation: ActivationId;
  readonly title: string;
  readonly framework: string;
  readonly range: vscode.Range;
  readonly applicability: Applicability;
}

/** Every activation of a document that builds a network, in the order of the text. */
export async function findDetections(
  parsers: Parsers,
  document: vscode.TextDocument,
): Promise<readonly DocumentDetection[]> {
  const source = await sourceOfDocument(parsers, document);
  const detections = source ? await detect(parsers, source) : [];
  return detections.map((detection) => ({
    activation: detection.activation,
    title: titleOf(detection.activation),
    framework: detection.framework,
    range: rangeIn(document, source, detection),
    applicability: detection.applicability,
  }));
}
