import * as vscode from 'vscode';
import { type Activation, slopeOf } from '../../kernels/activations';
import { unicodeOf } from '../../kernels/codegen/unicode';
import { activationLanguages, commands } from '../contributions';
import { activationOf } from './activationNames';
import { curvePlot, type PictureTheme, plotHeight } from './curvePicture';
import { detect } from './detect';
import { rangeIn, sourceOfDocument } from './documentSource';
import type { Parsers } from './grammars';

/** Beyond this a derivative is a wall of text; the panel draws it. */
const longestFormula = 180;

/** Formula, derivative, plot, paper and the two commands, on any activation of a network. */
export function registerActivationHover(parsers: Parsers): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    activationLanguages.map((language) => ({ language })),
    {
      async provideHover(document, position, token) {
        const source = await sourceOfDocument(parsers, document);
        if (!source || token.isCancellationRequested) return undefined;
        const offset = document.offsetAt(position) + source.editableFrom;
        const detections = await detect(parsers, source);
        const found = detections.find(({ start, end }) => start <= offset && offset <= end);
        const activation = found && activationOf(found.activation);
        return activation && new vscode.Hover(hoverText(activation, themeOf()), rangeIn(document, source, found));
      },
    },
  );
}

function hoverText(activation: Activation, theme: PictureTheme): vscode.MarkdownString {
  const { title, summary, reference, parameters } = activation;
  const symbols = new Map(parameters.map(({ name, symbol }) => [name, symbol]));
  const formula = unicodeOf(activation.forward, symbols);
  const slope = unicodeOf(slopeOf(activation), symbols);
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: [commands.showDerivatives.command, commands.benchmark.command] };
  text.appendMarkdown(`**${escaped(title)}** · ${escaped(summary)}\n\n`);
  text.appendCodeblock(`f(x)  = ${formula}${slope.length <= longestFormula ? `\nf′(x) = ${slope}` : ''}`, 'plaintext');
  const open = link('Open in derivative panel', commands.showDerivatives.command, activation.id);
  const benchmark = link('Benchmark against…', commands.benchmark.command, activation.id);
  const name = escaped(shortOf(reference.text));
  const paper = reference.url ? `[${name}](${reference.url} "${reference.text.replaceAll('"', "'")}")` : name;
  text.appendMarkdown(`${open} · ${benchmark} · ${paper}\n\n`);
  // Last, because a picture comes late: the hover is laid out before it knows how tall it is.
  text.appendMarkdown(`![${escaped(title)} and its derivative](${curvePlot(activation, theme)}|height=${plotHeight})`);
  return text;
}

/** "Nair & Hinton 2010": all of it would push the plot out of a narrow hover. */
function shortOf(reference: string): string {
  const [authors = reference] = /^(?:[^&]*&[^,]*|[^,]*)/.exec(reference) ?? [];
  return [authors, /\b(?:19|20)\d\d\b/.exec(reference)?.[0]].filter(Boolean).join(' ');
}

function link(label: string, command: string, argument: string): string {
  return `[${label}](command:${command}?${encodeURIComponent(JSON.stringify([argument]))})`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+!|<>~]/g, '\\$&');
}

function themeOf(): PictureTheme {
  const { kind } = vscode.window.activeColorTheme;
  return kind === vscode.ColorThemeKind.Light || kind === vscode.ColorThemeKind.HighContrastLight ? 'light' : 'dark';
}
