import type ts from '@typescript/typescript6';
import type { ParameterInformation, SignatureHelp, SignatureInformation } from 'vscode-languageserver';
import type { Place } from '../place';
import { documentationOf, textOf } from './markdown';

/** The parameters of the call that is being typed. */
export function signatureAt({ notebook, module, position }: Place): SignatureHelp | undefined {
  const help = notebook.service.getSignatureHelpItems(module.fileName, position, undefined);
  if (!help) return undefined;
  return {
    signatures: help.items.map(signatureOf),
    activeSignature: help.selectedItemIndex,
    activeParameter: help.argumentIndex,
  };
}

function signatureOf(item: ts.SignatureHelpItem): SignatureInformation {
  const parameters = item.parameters.map((parameter): ParameterInformation => {
    return { label: textOf(parameter.displayParts), documentation: documentationOf(parameter) };
  });
  const between = textOf(item.separatorDisplayParts);
  const label =
    textOf(item.prefixDisplayParts) + parameters.map((p) => p.label).join(between) + textOf(item.suffixDisplayParts);
  return { label, documentation: documentationOf(item), parameters };
}
