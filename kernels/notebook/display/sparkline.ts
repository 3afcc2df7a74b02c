const width = 240;
const height = 36;
/** More points than pixels say nothing more: each column shows its mean. */
const columns = 120;

/** A small line of the values in their order, as SVG in the text's colour; nothing for fewer than three, or all alike. */
export function sparkline(values: ArrayLike<number>): string {
  const means = columnMeans(values).filter(Number.isFinite);
  if (means.length < 3) return '';
  const least = Math.min(...means);
  const spread = Math.max(...means) - least;
  if (spread === 0) return '';
  const points = means.map((mean, column) => {
    const x = (column / (means.length - 1)) * (width - 2) + 1;
    const y = height - 2 - ((mean - least) / spread) * (height - 4);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  const line = `<polyline points="${points.join(' ')}" fill="none" stroke="currentColor" stroke-width="1.2" opacity="0.75"/>`;
  return `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" style="display:block;margin:4px 0" role="img" aria-label="values in order">${line}</svg>`;
}

function columnMeans(values: ArrayLike<number>): number[] {
  const count = Math.min(columns, values.length);
  return Array.from({ length: count }, (_, column) => {
    const from = Math.floor((column * values.length) / count);
    const to = Math.floor(((column + 1) * values.length) / count);
    let sum = 0;
    let finite = 0;
    for (let index = from; index < to; index++) {
      const value = values[index] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      sum += value;
      finite++;
    }
    return finite > 0 ? sum / finite : Number.NaN;
  });
}
