import { Assistant } from './assist/assistant';
import { Scope } from './assist/scope';
import { installCellGlobals } from './cellGlobals';
import { CellRunner } from './cellRunner';
import { compileCell } from './compile/compileCell';
import { Debugging } from './debug/debugging';
import { CellDisplays } from './display/cellDisplays';
import { denoJupyter } from './display/denoJupyter';
import { Displays } from './display/displays';
import { hideAsyncState } from './display/hideAsyncState';
import { Metrics } from './display/metrics';
import { installStackTraces } from './errors/stackTrace';
import { Input } from './input';
import { JobQueue } from './jobQueue';
import { Lab } from './lab';
import { createLabHost } from './labHost';
import { reportExit, reportLateErrors } from './lastWords';
import { Link } from './link';
import { Importer, registerTypeScriptRequire } from './modules/importer';
import { LocalGraph } from './modules/localGraph';
import { ModuleLoader } from './modules/moduleLoader';
import { teachWorkers } from './modules/workers';
import { NotebookPlace } from './notebookPlace';
import { captureOutput } from './output';
import { Requests } from './requests';
import type { SecondThread } from './secondThread';
import { installStandardInput } from './standardInput';
import type { StopSignal } from './tensors/stoppableFit';
import { bindTimersToJobs } from './timers';
import { Variables } from './variables/variables';
import { protocolVersion } from './wire';

/** Wiring only: what a kernel is made of, on a line to its second thread. */
export function startKernel(thread: SecondThread, notebookPath: string): void {
  const link = new Link(thread);
  const place = new NotebookPlace(notebookPath);
  const { gate } = link;
  const whole = <T>(work: () => T): T => gate.whole(work);
  const jobs = new JobQueue(link.slots, gate);
  const displays = new Displays((params) => link.event({ event: 'display', params }));
  const metrics = new Metrics((count, binary) => link.event({ event: 'points', params: { count } }, binary));
  const host = createLabHost(place, { jobs, link, displays, metrics });
  // Not for people: it stays out of what lists the globals.
  Object.defineProperty(globalThis, 'activationLabHost', { value: host, configurable: true });
  const input = new Input(link.slots, link.inputPort, (params) => link.event({ event: 'input', params }));

  hideAsyncState();
  bindTimersToJobs();
  installStackTraces(__dirname, whole);
  registerTypeScriptRequire();
  teachWorkers(__dirname);
  captureOutput(
    () => jobs.running,
    (executionId, name, text) => link.stream(executionId, name, text),
  );
  installStandardInput(input);
  const cellDisplays = new CellDisplays(displays, () => jobs.running);
  installCellGlobals({ input, displays: cellDisplays, clear: host.clear });
  reportLateErrors(link, jobs);

  const stop: StopSignal = {
    get signal() {
      return host.signal;
    },
    hear: () => jobs.hear(),
  };
  const lab = new Lab(__dirname, place, gate, stop, (params) => link.event({ event: 'backend', params }));
  const graph = new LocalGraph();
  const importer = new Importer(place, new ModuleLoader(__dirname, graph, lab.shared, whole), graph, lab.shared);
  const debugging = new Debugging(link.slots);
  const cells = new CellRunner(importer, displays, place, debugging, gate);
  cells.offer({ jupyter: denoJupyter(cellDisplays, host.clear) });
  const assistant = new Assistant(place, lab.shared, cells.docs);
  const variables = new Variables(cells.declared, new Scope(), () => lab.engine());
  const requests = new Requests(cells, jobs, link, gate, lab, assistant, variables, debugging, () => {
    displays.flush();
    metrics.flush();
  });
  link.onMessage((message) => requests.receive(message));
  reportExit(link, (error) => requests.leave(error));

  const { node } = process.versions;
  link.event({ event: 'ready', params: { protocolVersion, node, pid: process.pid } });
  // The first compilation starts esbuild's program and loads much else: before the first cell has come.
  void compileCell('0', { language: 'typescript' });
}
