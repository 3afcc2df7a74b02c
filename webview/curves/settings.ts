import type { Selection } from './choices';

/** What the user set on this page. */
export interface Settings {
  wish: Partial<Selection>;
  smoothing: number;
  isLogX: boolean;
  isLogY: boolean;
  hidden: string[];
}

export const defaults: Settings = { wish: {}, smoothing: 0, isLogX: false, isLogY: false, hidden: [] };
