import { describe, expect, it } from 'vitest';
import { withLinks } from '../../extension/notebook/errorLinks';
import type { ErrorPlace } from '../../kernels/notebook/wire';

const cellId = 'vscode-notebook-cell:/n.ipynb#W0sZmlsZQ%3D%3D';
const inCell = (line: number): ErrorPlace => ({ text: `Cell 1, line ${line}:2`, target: { cellId }, line, column: 2 });
const inFile = (path: string): ErrorPlace => ({ text: `${path}:7:5`, target: { path }, line: 7, column: 5 });

describe('links in an error', () => {
  it('lead to the line of a cell, which VS Code counts from 0', () => {
    expect(withLinks('    at Cell 1, line 4:2', [inCell(4)])).toBe(
      `    at <a href='${cellId}?line=3'>Cell 1, line 4:2</a>`,
    );
  });

  it('are those of the whole place, not of another that begins alike', () => {
    const text = 'at Cell 1, line 4:2\nat Cell 1, line 4:21';
    expect(withLinks(text, [inCell(4)])).toBe(
      `at <a href='${cellId}?line=3'>Cell 1, line 4:2</a>\nat Cell 1, line 4:21`,
    );
    expect(withLinks(text, [inCell(4), { ...inCell(4), text: 'Cell 1, line 4:21' }]).match(/<a /g)).toHaveLength(2);
  });

  it('lead to a file, whatever is in its path, on every platform', () => {
    expect(withLinks('(/my dir/50%/a.ts:7:5)', [inFile('/my dir/50%/a.ts')])).toBe(
      "(<a href='/my dir/50%25/a.ts#L7,5'>/my dir/50%/a.ts:7:5</a>)",
    );
    expect(withLinks('C:\\a.ts:7:5', [inFile('C:\\a.ts')])).toBe("<a href='C:\\a.ts:7:5'>C:\\a.ts:7:5</a>");
    expect(withLinks("/it's/<b>.ts:7:5", [inFile("/it's/<b>.ts")])).toBe(
      "<a href='/it&#39;s/&#60;b&#62;.ts#L7,5'>/it&#39;s/&#60;b&#62;.ts:7:5</a>",
    );
  });

  it('are never those that the words of an error bring along', () => {
    const foreign = `Error: <a href="command:x"><img src=x onerror=alert(1)></a>`;
    for (const places of [[], [inCell(1)]]) {
      const shown = withLinks(foreign, places);
      expect(shown).not.toMatch(/<a\s/);
      expect(shown.replaceAll('\x1b[0m', '')).toBe(foreign);
    }
  });
});
