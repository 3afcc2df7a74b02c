import ts from '@typescript/typescript6';

/** A name that a cell gives to the cells after it. */
export interface Declaration {
  readonly name: string;
  /** What may be done with it: only a constant must not be assigned to. */
  readonly kind: 'constant' | 'variable' | 'function' | 'class' | 'type' | 'enum' | 'namespace' | 'import';
  /** Offset of the name in the cell. */
  readonly position: number;
  /** Written with `export`: it must not be exported again. */
  readonly exported: boolean;
  /** Of a namespace or an enum, where all of them have plain names: a later cell may add to those. */
  readonly members?: readonly string[];
}

/** The top-level declarations of a cell, in the order of the text; also of one that is half typed. */
export function declarationsOf(source: ts.SourceFile): Declaration[] {
  return source.statements.flatMap((statement) => ofStatement(statement, source));
}

type Kind = Declaration['kind'];

function ofStatement(statement: ts.Statement, source: ts.SourceFile): Declaration[] {
  const exported = ts.canHaveModifiers(statement) && hasExport(ts.getModifiers(statement));
  const named = (name: ts.Node | undefined, kind: Kind, members?: string[]): Declaration[] =>
    name && ts.isIdentifier(name) && name.text
      ? [{ name: name.text, kind, position: name.getStart(source), exported, ...(members && { members }) }]
      : [];
  if (ts.isVariableStatement(statement)) {
    const kind = statement.declarationList.flags & ts.NodeFlags.Const ? 'constant' : 'variable';
    return statement.declarationList.declarations
      .flatMap(({ name }) => namesIn(name))
      .flatMap((name) => named(name, kind));
  }
  if (ts.isImportDeclaration(statement))
    return importedNames(statement.importClause).flatMap((name) => named(name, 'import'));
  if (ts.isImportEqualsDeclaration(statement)) return named(statement.name, 'import');
  if (ts.isFunctionDeclaration(statement)) return named(statement.name, 'function');
  if (ts.isClassDeclaration(statement)) return named(statement.name, 'class');
  if (ts.isEnumDeclaration(statement)) return named(statement.name, 'enum', membersOfEnum(statement));
  if (ts.isModuleDeclaration(statement))
    return named(statement.name, 'namespace', membersOfNamespace(statement, source));
  const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  return isType ? named(statement.name, 'type') : [];
}

function membersOfEnum({ members, modifiers }: ts.EnumDeclaration): string[] | undefined {
  const names = members.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
  const isConst = modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ConstKeyword);
  return isConst || names.length < members.length ? undefined : names;
}

function membersOfNamespace({ body }: ts.ModuleDeclaration, source: ts.SourceFile): string[] {
  if (body && ts.isModuleDeclaration(body) && ts.isIdentifier(body.name)) return [body.name.text];
  const statements = body && ts.isModuleBlock(body) ? body.statements : [];
  const declared = statements.flatMap((statement) => ofStatement(statement, source));
  return declared.filter(({ exported }) => exported).map(({ name }) => name);
}

function hasExport(modifiers: readonly ts.Modifier[] | undefined): boolean {
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** The identifiers of a pattern: `{ a, b: [c] }` binds a and c. */
function namesIn(name: ts.BindingName): ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []));
}

function importedNames(clause: ts.ImportClause | undefined): ts.Identifier[] {
  const bindings = clause?.namedBindings;
  const rest = bindings
    ? ts.isNamespaceImport(bindings)
      ? [bindings.name]
      : bindings.elements.map(({ name }) => name)
    : [];
  return [...(clause?.name ? [clause.name] : []), ...rest];
}
