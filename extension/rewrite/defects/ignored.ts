import type { DefectCode } from './defect';

/** `activation-lab-ignore telu-overflow` in a comment on the same line or the one above; without a code it means all. */
export function isIgnored(text: string, offset: number, code: DefectCode): boolean {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const previousStart = text.lastIndexOf('\n', lineStart - 2) + 1;
  const lineEnd = text.indexOf('\n', offset);
  const near = text.slice(previousStart, lineEnd < 0 ? text.length : lineEnd);
  return [...near.matchAll(/(?:#|\/\/|\/\*).*?\bactivation-lab-ignore\b[ \t]*([\w-]*)/g)].some(([, named]) => {
    return !named || named === code;
  });
}
