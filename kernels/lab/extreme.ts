const reach = 40;
const grid = 0.01;
/** The ratio by which a golden section shrinks. */
const golden = (Math.sqrt(5) - 1) / 2;

/** Where f is largest among |x| ≤ 40: the best point of a fine grid, then a golden section around it. */
export function extremeOf(f: (x: number) => number): { x: number; value: number } {
  let best = 0;
  for (let i = -reach / grid; i <= reach / grid; i++) if (f(i * grid) > f(best)) best = i * grid;
  let [low, high] = [best - grid, best + grid];
  while (high - low > 1e-9) {
    const [a, b] = [high - golden * (high - low), low + golden * (high - low)];
    if (f(a) > f(b)) high = b;
    else low = a;
  }
  const x = (low + high) / 2;
  return f(x) > f(best) ? { x, value: f(x) } : { x: best, value: f(best) };
}
