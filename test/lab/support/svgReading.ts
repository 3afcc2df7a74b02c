/** Tag names must nest; enough to notice a forgotten end or unescaped text, which would blank the whole figure. */
export function wellFormed(svg: string): boolean {
  const open: string[] = [];
  for (const [, slash, name = '', selfClosing] of svg.matchAll(/<(\/?)([a-zA-Z]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (slash) {
      if (open.pop() !== name) return false;
    } else if (!selfClosing) open.push(name);
  }
  const rest = svg.replace(/<\/?[a-zA-Z]+(?:\s[^<>]*?)?\/?>/g, '').replace(/&(amp|lt|gt|quot|#\d+);/g, '');
  return open.length === 0 && !/[<&]/.test(rest);
}

export function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
}

function attributesOf(tag: string): Record<string, string> {
  return Object.fromEntries([...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
}

export function pathsOf(svg: string): Record<string, string>[] {
  return [...svg.matchAll(/<path [^>]*>/g)].map(([tag]) => attributesOf(tag));
}

/** Places of a path made of straight pieces. */
export function placesOf(d = ''): [x: number, y: number][] {
  return [...d.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
}
