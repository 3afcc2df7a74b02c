/** Moves labels apart, as little as may be, so that neighbours keep `gap` and all stay between `top` and `bottom`. */
export function spreadLabels(wanted: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = wanted.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y);
  // Clusters of touching labels, each centred on the mean of what its members want.
  const clusters: { members: number[]; sum: number }[] = [];
  const centreOf = ({ members, sum }: { members: number[]; sum: number }) => {
    const half = ((members.length - 1) * gap) / 2;
    return Math.max(top + half, Math.min(bottom - half, sum / members.length));
  };
  for (const { y, index } of order) {
    let cluster = { members: [index], sum: y };
    for (let above = clusters.at(-1); above !== undefined; above = clusters.at(-1)) {
      const distance = centreOf(cluster) - centreOf(above);
      if (distance >= (gap * (cluster.members.length + above.members.length)) / 2) break;
      clusters.pop();
      cluster = { members: [...above.members, ...cluster.members], sum: above.sum + cluster.sum };
    }
    clusters.push(cluster);
  }
  const placed: number[] = wanted.map(() => 0);
  for (const cluster of clusters) {
    const first = centreOf(cluster) - ((cluster.members.length - 1) * gap) / 2;
    cluster.members.forEach((index, position) => {
      placed[index] = first + position * gap;
    });
  }
  return placed;
}
