import type { ActivationId } from './activationNames';
import type { Detection, OffsetRange, TextEdit, Verdict } from './detection';
import { planSwap } from './edits';
import type { Parsers } from './grammars';
import type { Source } from './source';
import { applyEdits, editBetween, moveEdits } from './textEdits';

export interface SwapRequest {
  readonly from: ActivationId;
  readonly to: ActivationId;
}

/** A place where the activation stands, and what was or would be done there. */
export interface JudgedSite extends OffsetRange, Verdict {}

export interface TextSwap {
  readonly text: string;
  /** What makes `text` of the text as it was. */
  readonly edits: readonly TextEdit[];
  /** In the text as it was. */
  readonly sites: readonly JudgedSite[];
}

/** What a text is read as: a file, or a cell behind those before it. */
export type ToSource = (text: string) => Source | Promise<Source>;

/** Edits that overlap wait for the next round; a text that still changes after so many is left as it is then. */
const mostRounds = 20;

/** Swaps every safe site of the text; the others are only told. A second run changes nothing. */
export async function swapText(
  parsers: Parsers,
  text: string,
  toSource: ToSource,
  request: SwapRequest,
): Promise<TextSwap> {
  const sites = await judge(parsers, await toSource(text), request);
  let swapped = text;
  let edits: readonly TextEdit[] = [];
  for (let round = 0; round < mostRounds && sites.some(isSafe); round++) {
    const more = await editsOfRound(parsers, await toSource(swapped), request);
    if (more.length === 0) {
      break;
    }
    swapped = applyEdits(swapped, more);
    edits = round === 0 ? more : [editBetween(text, swapped)];
  }
  return { text: swapped, edits, sites };
}

function isSafe({ applicability }: Verdict): boolean {
  return applicability === 'safe';
}

async function judge(parsers: Parsers, source: Source, { from, to }: SwapRequest): Promise<JudgedSite[]> {
  const sites: JudgedSite[] = [];
  const note = ({ activation, start, end }: Detection, verdict: Verdict): boolean => {
    if (activation === from) {
      sites.push({ ...verdict, start: start - source.editableFrom, end: end - source.editableFrom });
    }
    return false;
  };
  await planSwap(parsers, source, note, to);
  return sites;
}

async function editsOfRound(parsers: Parsers, source: Source, { from, to }: SwapRequest): Promise<TextEdit[]> {
  const isWanted = ({ activation }: Detection, verdict: Verdict) => activation === from && isSafe(verdict);
  let isFirst = true;
  const takeFirst = (detection: Detection, verdict: Verdict): boolean => {
    const isTaken = isFirst && isWanted(detection, verdict);
    isFirst &&= !isTaken;
    return isTaken;
  };
  for (const isChosen of [isWanted, takeFirst]) {
    const { edits } = await planSwap(parsers, source, isChosen, to);
    if (edits.length > 0) {
      return moveEdits(edits, -source.editableFrom);
    }
  }
  return [];
}
