import webpack from 'webpack';
import configurations from '../webpack.config.mjs';
import { copyGrammars } from './grammarFiles';

/** Bundles the extension and the webviews as webpack.config.mts says. */
export async function buildEditor(): Promise<void> {
  await copyGrammars();
  const compiler = webpack(configurations);
  const stats = await new Promise<webpack.MultiStats>((resolve, reject) => {
    compiler.run((error, result) => (result ? resolve(result) : reject(error ?? new Error('webpack gave no result'))));
  });
  await new Promise<void>((resolve, reject) => compiler.close((error) => (error ? reject(error) : resolve())));
  if (stats.hasErrors()) throw new Error(stats.toString({ preset: 'errors-only', colors: false }));
  if (stats.hasWarnings()) console.log(stats.toString({ preset: 'errors-warnings', colors: false }));
}
