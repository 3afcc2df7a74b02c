import { join } from 'node:path';
import { expect, it } from 'vitest';
import { activations, gatedActivations } from '../../kernels/activations';
import { catalogueDocument } from '../../kernels/codegen/catalogueDocument';

const document = catalogueDocument(activations, gatedActivations);

it('the documentation is that of the catalogue', async () => {
  await expect(document).toMatchFileSnapshot(join(__dirname, '../../kernels/activations/README.md'));
});

it('each activation has a row that leads to its section', () => {
  const headings = [...document.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
  expect(headings).toEqual([...activations.map(({ title }) => title), 'Gated']);
  for (const { id } of activations) expect(document).toContain(`| \`${id}\` |`);
  expect(document).toContain('| [TeLU](#telu) |  | 0 | ∞ |');
  expect(document).toContain('αn > β, from 0.8; β, fixed at 0.5');
});
