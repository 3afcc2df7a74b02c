/** Jupyter counts characters of Unicode, JavaScript UTF-16 units: they differ behind an emoji. */
export function toUtf16(text: string, characters: number): number {
  return [...text].slice(0, characters).join('').length;
}

export function toCharacters(text: string, units: number): number {
  return [...text.slice(0, units)].length;
}
