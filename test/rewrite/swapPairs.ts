import pairs from '../fixtures/swap-pairs.json';

/** One before/after example; `after: null` means that nothing may change. */
export interface SwapPair {
  id: string;
  framework: string;
  lang: string;
  from: string;
  to: string;
  before: string;
  after: string | null;
  applicability: string;
  note: string;
}

export const swapPairs: readonly SwapPair[] = pairs;
