import path from 'node:path';
import { fileURLToPath } from 'node:url';
import MiniCssExtractPlugin from 'mini-css-extract-plugin';
import type { Configuration, RuleSetRule } from 'webpack';

const root = path.dirname(fileURLToPath(import.meta.url));

/** esbuild only takes the types away: checking them is tsc's work. */
function typescript(target: string): RuleSetRule {
  return { test: /\.ts$/, loader: 'esbuild-loader', options: { target } };
}

const shared: Configuration = {
  mode: 'production',
  context: root,
  resolve: { extensions: ['.ts', '.js'] },
  devtool: 'source-map',
  // Readable stack traces in a user's report are worth more than the last kilobytes.
  optimization: { minimize: false },
  performance: false,
};

const extension: Configuration = {
  ...shared,
  name: 'extension',
  target: 'node',
  entry: { extension: './extension/extension.ts' },
  output: { path: path.join(root, 'dist', 'extension'), filename: '[name].js', library: { type: 'commonjs2' } },
  // Provided by the extension host.
  externals: { vscode: 'commonjs vscode' },
  // tree-sitter finds its own place by this.
  node: { __filename: false },
  module: { rules: [typescript('node20')] },
};

const webviews: Configuration = {
  ...shared,
  name: 'webviews',
  // engines.vscode 1.100 shows webviews in Chromium 132.
  target: 'browserslist:chrome 132',
  entry: {
    curves: './webview/curves/main.ts',
    derivatives: './webview/derivatives/main.ts',
    benchmark: './webview/benchmark/main.ts',
  },
  output: { path: path.join(root, 'dist', 'webview'), filename: '[name].js' },
  // The panels' policy forbids eval, and the panels have no source maps: nothing may be fetched.
  devtool: false,
  optimization: { minimize: true },
  module: { rules: [typescript('chrome132'), { test: /\.css$/, use: [MiniCssExtractPlugin.loader, 'css-loader'] }] },
  plugins: [new MiniCssExtractPlugin({ filename: '[name].css' })],
};

/** A page of outputs loads it as a module. */
const renderer: Configuration = {
  ...webviews,
  name: 'renderer',
  entry: { fullLog: './webview/fullLog/main.ts' },
  experiments: { outputModule: true },
  output: { path: path.join(root, 'dist', 'webview'), filename: '[name].js', library: { type: 'module' } },
  plugins: [],
};

export default [extension, webviews, renderer];
