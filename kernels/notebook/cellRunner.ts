import { pathToFileURL } from 'node:url';
import type { MimeBundle } from '../lab/host';
import { docComments } from './assist/docComments';
import { Scope } from './assist/scope';
import { asyncStack } from './asyncStack';
import { type CompiledCell, compileCell } from './compile/compileCell';
import { helperName } from './compile/helperName';
import type { Debugging } from './debug/debugging';
import type { Displays } from './display/displays';
import { mimeBundleOf } from './display/mimeBundle';
import { describeError } from './errors/cellError';
import { registerSource, type Source } from './errors/sources';
import { Evaluator, Terminated } from './evaluator';
import type { Gate } from './gate';
import { eachUnlessStopped, hold, holdEach, unlessStopped } from './hold';
import { type Job, jobContext } from './job';
import { MergedNames } from './mergedNames';
import type { ImportedName, Importer } from './modules/importer';
import { forgetProjects, transpileOptions } from './modules/projectConfig';
import type { NotebookPlace } from './notebookPlace';
import { DeclaredNames } from './variables/declaredNames';
import type { CellError, CellLanguage, ExecuteRequest, ExpressionResult } from './wire';

/** An error already in words: describing it again would lose the cell's own lines. */
export class CellFailure extends Error {
  constructor(readonly described: CellError) {
    super(described.message);
  }
}

/** Compiles, evaluates and shows one cell after the other in the one scope they share. */
export class CellRunner {
  private readonly evaluator: Evaluator;
  private readonly results = new WeakMap<Job, unknown>();
  private scripts = 0;
  private current: Job | undefined;
  private readonly constants = new Set<string>();
  private readonly merged = new MergedNames(new Scope());
  readonly declared = new DeclaredNames();
  /** What stands above a name where a cell declares it. */
  readonly docs = new Map<string, string>();

  constructor(
    private readonly importer: Importer,
    private readonly displays: Displays,
    private readonly place: NotebookPlace,
    private readonly debugging: Debugging,
    private readonly gate: Gate,
  ) {
    this.evaluator = new Evaluator(gate);
    this.installScope();
  }

  async run(request: ExecuteRequest, job: Job): Promise<void> {
    const { executionId, cellId, cellNumber, source: text, language, title = `Cell ${cellNumber}` } = request;
    const bundle = await this.evaluate({ title, cellId, text, maps: [] }, language, job);
    if (bundle && !job.abandoned) this.displays.result(executionId, bundle);
  }

  /** What an expression of the cells' scope shows. */
  async expression(text: string, job: Job): Promise<ExpressionResult> {
    try {
      const bundle = await this.evaluate({ title: 'Expression', text: `(${text}\n)`, maps: [] }, 'typescript', job);
      return { status: 'ok', bundle: bundle ?? { 'text/plain': 'undefined' } };
    } catch (error) {
      if (error instanceof CellFailure) return { status: 'error', error: error.described };
      throw error;
    }
  }

  /** After an interrupt: the cell that was given up must not be heard of again. */
  recover(): void {
    this.evaluator.recover();
    this.importer.forgetHalfLoaded();
  }

  private remember(declares: CompiledCell['declares'], { title, text }: Source): void {
    const docs = docComments(text);
    for (const [name, kind] of declares) {
      const doc = docs.get(name);
      if (doc === undefined) this.docs.delete(name);
      else this.docs.set(name, doc);
      if (kind === 'variable') this.constants.delete(name);
      else this.constants.add(name);
      if (kind === 'import') this.declared.forget(name);
      else this.declared.declare(name, title);
    }
  }

  private async evaluate(source: Source, language: CellLanguage, job: Job): Promise<MimeBundle | undefined> {
    this.current = job;
    try {
      forgetProjects();
      const compilerOptions = transpileOptions(this.place.path);
      const { constants } = this;
      const compiled = await this.gate.shelter(() =>
        compileCell(source.text, { language, compilerOptions, constants }),
      );
      const { code, maps, requires, declares, parts } = compiled;
      source.maps = maps;
      await this.importer.prepare(requires);
      if (job.abandoned) return undefined;
      const script = `activation-lab-cell:${++this.scripts}`;
      registerSource(script, source);
      this.remember(declares, source);
      this.offer({ earlier: this.merged.begin(parts, source.cellId ?? script) });
      await this.evaluator.evaluate(this.debugging.annotate(code, source), script);
      return await mimeBundleOf(this.results.get(job));
    } catch (error) {
      if (error instanceof Terminated) throw error;
      throw new CellFailure(describeError(error, source));
    } finally {
      this.results.delete(job);
    }
  }

  /** Adds to what rewritten cells call. */
  offer(more: object): void {
    Object.assign((globalThis as Record<string, unknown>)[helperName] as object, more);
  }

  /** What cells find around them, beside Node's own globals. */
  private installScope(): void {
    const { importer, results, place } = this;
    const running = () => this.current;
    const helper = {
      hold,
      holdEach,
      unlessStopped,
      eachUnlessStopped,
      import: (specifier: string) => hold(importer.import(specifier)),
      importNames: (specifier: string, names: ImportedName[]) => hold(importer.importNames(specifier, names)),
      meta: {
        get url() {
          return place.url;
        },
        get filename() {
          return place.path;
        },
        get dirname() {
          return place.folder;
        },
        resolve: (specifier: string) => pathToFileURL(importer.require.resolve(specifier)).href,
      },
      loosen: asyncStack.loosen,
      result(value: unknown): void {
        const job = jobContext.getStore() ?? running();
        if (job) results.set(job, value);
      },
    };
    Object.defineProperty(globalThis, helperName, { value: helper });
    this.namePlace();
  }

  /** The notebook's file was renamed or moved. */
  moveTo(path: string): void {
    this.place.moveTo(path);
    this.namePlace();
  }

  private namePlace(): void {
    const { path, folder } = this.place;
    const names = { require: this.importer.require, __filename: path, __dirname: folder };
    for (const [name, value] of Object.entries(names)) {
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
  }
}
