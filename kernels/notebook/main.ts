/**
 * The notebook kernel's program: `node main.cjs NOTEBOOK_PATH`, file descriptor 3 being the channel to whoever
 * started it. Wiring only.
 */
import { Assistant } from './assist/assistant';
import { Scope } from './assist/scope';
import { installCellGlobals } from './cellGlobals';
import { CellRunner } from './cellRunner';
import { esbuild } from './compile/esbuild';
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
import { NotebookPlace } from './notebookPlace';
import { captureOutput } from './output';
import { Requests } from './requests';
import { installStandardInput } from './standardInput';
import type { StopSignal } from './tensors/stoppableFit';
import { bindTimersToJobs } from './timers';
import { Variables } from './variables/variables';
import { protocolVersion } from './wire';

const channel = 3;
const place = new NotebookPlace(process.argv[2] ?? `${process.cwd()}/notebook.ipynb`);

const link = new Link(__dirname, channel);
const { gate } = link;
const jobs = new JobQueue(link.slots, gate);
const displays = new Displays((params) => link.event({ event: 'display', params }));
const metrics = new Metrics((count, binary) => link.event({ event: 'points', params: { count } }, binary));
const host = createLabHost(place, { jobs, link, displays, metrics });
// Not for people: it stays out of what lists the globals.
Object.defineProperty(globalThis, 'activationLabHost', { value: host, configurable: true });
const input = new Input(link.slots, link.inputPort, (params) => link.event({ event: 'input', params }));

hideAsyncState();
bindTimersToJobs();
installStackTraces(__dirname, (work) => gate.whole(work));
registerTypeScriptRequire();
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
const importer = new Importer(place, new ModuleLoader(__dirname, graph, lab.shared), graph, lab.shared);
const debugging = new Debugging(link.slots);
const cells = new CellRunner(importer, displays, place, debugging, gate);
cells.offer({ jupyter: denoJupyter(cellDisplays, host.clear) });
const assistant = new Assistant(place);
const variables = new Variables(cells.declared, new Scope(), () => lab.engine());
const requests = new Requests(cells, jobs, link, gate, lab, assistant, variables, debugging, () => {
  displays.flush();
  metrics.flush();
});
link.onMessage((message) => requests.receive(message));
reportExit(link, (error) => requests.leave(error));

const { node } = process.versions;
link.event({ event: 'ready', params: { protocolVersion, node, pid: process.pid } });
// esbuild's program takes a moment to start: it does so while the person looks for the Run button.
void esbuild().transform('', { loader: 'ts' });
