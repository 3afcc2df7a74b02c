import type uPlot from 'uplot';
import type { Theme } from '../theme';
import { pixelFont } from './frame';

export interface DirectLabel {
  text: string;
  color: string;
  /** Series whose last value the label stands at. */
  series: number;
}

interface Placed extends DirectLabel {
  x: number;
  y: number;
}

const gap = 8;

/** Names at the right end of their lines, pushed apart where they would overlap. */
export function directLabels(labels: () => readonly DirectLabel[], theme: Theme): uPlot.Plugin {
  return { hooks: { draw: [(u) => drawLabels(u, labels(), theme)] } };
}

/** Room for the widest label right of the plot, CSS pixels. */
export function labelRoom(labels: readonly string[], theme: Theme): number {
  const ctx = document.createElement('canvas').getContext('2d');
  if (!ctx) return 0;
  ctx.font = theme.font;
  return Math.ceil(Math.max(0, ...labels.map((text) => ctx.measureText(text).width))) + 2 * gap;
}

function drawLabels(u: uPlot, labels: readonly DirectLabel[], theme: Theme): void {
  const { ctx, bbox } = u;
  const lineHeight = Number.parseFloat(theme.font) * 1.25 * devicePixelRatio;
  const placed = labels.flatMap((label) => endOf(u, label) ?? []).filter(({ x }) => x <= bbox.left + bbox.width + 1);
  ctx.save();
  ctx.font = pixelFont(theme);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.lineWidth = 4 * devicePixelRatio;
  ctx.strokeStyle = theme.background;
  ctx.lineJoin = 'round';
  for (const { text, color, x, y } of spread(placed, lineHeight, bbox.top, bbox.top + bbox.height)) {
    // A halo keeps a label readable where it stands on other lines.
    ctx.strokeText(text, x + gap * devicePixelRatio, y);
    ctx.fillStyle = color;
    ctx.fillText(text, x + gap * devicePixelRatio, y);
  }
  ctx.restore();
}

function endOf(u: uPlot, label: DirectLabel): Placed | undefined {
  const values = u.data[label.series] ?? [];
  for (let i = values.length - 1; i >= 0; i--) {
    const value = values[i];
    const step = u.data[0]?.[i];
    if (value === null || value === undefined || step === null || step === undefined) continue;
    return { ...label, x: u.valToPos(step, 'x', true), y: u.valToPos(value, 'y', true) };
  }
  return undefined;
}

/**
 * Moves labels the least way apart, order kept: groups that touch are merged and centred on where their members want
 * to be. Labels at different ends of the plot do not disturb each other.
 */
export function spread<T extends { x: number; y: number }>(
  labels: readonly T[],
  height: number,
  top: number,
  bottom: number,
): T[] {
  const columnOf = (label: T) => Math.round(label.x / 80);
  const columns = [...new Set(labels.map(columnOf))].map((column) =>
    labels.filter((label) => columnOf(label) === column),
  );
  return columns.flatMap((column) => spreadColumn(column, height, top, bottom));
}

function spreadColumn<T extends { y: number }>(labels: readonly T[], height: number, top: number, bottom: number): T[] {
  const groups: { members: T[]; center: number }[] = [];
  for (const label of [...labels].sort((a, b) => a.y - b.y)) {
    let group = { members: [label], center: within(label.y, height, top, bottom) };
    for (let above = groups.at(-1); above && overlap(above, group, height); above = groups.at(-1)) {
      groups.pop();
      const members = [...above.members, ...group.members];
      const wanted = members.reduce((sum, member) => sum + member.y, 0) / members.length;
      group = { members, center: within(wanted, members.length * height, top, bottom) };
    }
    groups.push(group);
  }
  return groups.flatMap(({ members, center }) =>
    members.map((member, i) => ({ ...member, y: center + (i - (members.length - 1) / 2) * height })),
  );
}

interface Group {
  members: readonly unknown[];
  center: number;
}

function overlap(above: Group, below: Group, height: number): boolean {
  return below.center - above.center < ((above.members.length + below.members.length) / 2) * height;
}

function within(center: number, size: number, top: number, bottom: number): number {
  return Math.max(top + size / 2, Math.min(bottom - size / 2, center));
}
