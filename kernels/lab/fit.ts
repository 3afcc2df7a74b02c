import type { LayersModel } from '@tensorflow/tfjs-layers';
import { AdamW } from './adamW';
import { batchesOf } from './fitBatches';
import { watchedLoss } from './fitEarlyStop';
import { TrainingDivergedError, TrainingStoppedError } from './fitErrors';
import { type Evaluation, evaluateOn } from './fitEvaluate';
import { Means } from './fitMeasure';
import type { EpochReport, FitData, FitHistory, FitOptions } from './fitOptions';
import { stepOn } from './fitStep';
import { prepare, rateAt, release, type Training } from './fitTraining';
import { type Progress, progress } from './progress';

/**
 * Trains a model: what tfjs's own `model.fit` does, with fewer ops a step, curves that go to a run, a stop button that
 * works, and words for what goes wrong. The model may have any layers, inputs and outputs.
 */
export async function fit(model: LayersModel, data: FitData, options: FitOptions = {}): Promise<FitHistory> {
  const training = await prepare(model, data, options);
  const bar = barOf(training);
  try {
    const history = await runEpochs(training, bar);
    bar?.done();
    return history;
  } catch (error) {
    bar?.stop(error instanceof Error ? error.name : undefined);
    throw error;
  } finally {
    release(training);
  }
}

function barOf({ options, examples, epochs }: Training): Progress | undefined {
  if (!options.progress) return undefined;
  const label = typeof options.progress === 'string' ? options.progress : 'Training';
  return progress(label, examples.count * epochs, { unit: 'examples' });
}

async function runEpochs(training: Training, bar: Progress | undefined): Promise<FitHistory> {
  const { options, epochs, earlyStop } = training;
  const reports: EpochReport[] = [];
  const finish = (report: EpochReport) => {
    options.run?.log(report.epoch, metricsOf(report));
    options.onEpoch?.(report);
  };
  if (options.evaluateAtStart) finish(await startOf(training));
  let isOver = false;
  for (let epoch = 1; epoch <= epochs && !isOver; epoch++) {
    const trained = await trainEpoch(training, epoch, reports, bar);
    const report = { ...trained, ...(await validationOf(training, reports)) };
    reports.push(report);
    finish(report);
    isOver = earlyStop?.isOver(report) ?? false;
  }
  earlyStop?.restore();
  return historyOf(reports, training.examples.count, isOver);
}

async function trainEpoch(
  training: Training,
  epoch: number,
  done: readonly EpochReport[],
  bar: Progress | undefined,
): Promise<EpochReport> {
  const { examples, batchSize, batches, options, pace } = training;
  const started = performance.now();
  const means = new Means();
  let batch = 0;
  for (const indices of batchesOf(examples.count, batchSize, training.seed * 7919 + epoch)) {
    const rate = setRate(training, (epoch - 1) * batches + batch);
    const step = await stepOn(training, indices);
    batch++;
    if (!Number.isFinite(step.loss)) throw new TrainingDivergedError(epoch, batch, step.loss, rate);
    means.add(step, indices.length);
    options.onBatch?.({ epoch, batch, batches, loss: step.loss });
    bar?.advance(indices.length, `epoch ${epoch} of ${training.epochs}, loss ${step.loss.toPrecision(3)}`);
    if (await pace.isStopped()) throw new TrainingStoppedError(done, training.epochs);
  }
  return { epoch, ...means.result, seconds: (performance.now() - started) / 1000 };
}

/** Follows the schedule; unknown for an optimizer of the user's own. */
function setRate({ options, optimizer, epochs, batches }: Training, step: number): number | undefined {
  if (options.optimizer || !(optimizer instanceof AdamW)) return undefined;
  optimizer.learningRate = rateAt(options, step, epochs * batches);
  return optimizer.learningRate;
}

async function validationOf(training: Training, done: readonly EpochReport[]): Promise<Partial<EpochReport>> {
  if (!training.validation) return {};
  const { loss, accuracy, metrics } = await evaluated(training, training.validation, done);
  return {
    validationLoss: loss,
    ...(accuracy !== undefined && { validationAccuracy: accuracy }),
    ...(metrics && { validationMetrics: metrics }),
  };
}

/** Step 0: how good the model is before it has learned anything. */
async function startOf(training: Training): Promise<EpochReport> {
  const start = await evaluated(training, training, []);
  return { epoch: 0, ...start, ...(await validationOf(training, [])), seconds: 0 };
}

async function evaluated(
  training: Training,
  { examples, objective }: Pick<Training, 'examples' | 'objective'>,
  done: readonly EpochReport[],
): Promise<Evaluation> {
  const evaluation = await evaluateOn(training.model, examples, objective, training.pace);
  if (!evaluation) throw new TrainingStoppedError(done, training.epochs);
  return evaluation;
}

function metricsOf(report: EpochReport): Record<string, number> {
  const validation = Object.entries(report.validationMetrics ?? {}).map(([name, value]) => [
    `validation ${name}`,
    value,
  ]);
  const named = {
    loss: report.loss,
    accuracy: report.accuracy,
    ...report.metrics,
    'validation loss': report.validationLoss,
    'validation accuracy': report.validationAccuracy,
    ...(Object.fromEntries(validation) as Record<string, number>),
  };
  return Object.fromEntries(Object.entries(named).filter((entry): entry is [string, number] => entry[1] !== undefined));
}

function historyOf(epochs: EpochReport[], count: number, stoppedEarly: boolean): FitHistory {
  const final = epochs.at(-1);
  if (!final) throw new Error('A training has at least one epoch.');
  const best = epochs.reduce((least, epoch) => (watchedLoss(epoch) < watchedLoss(least) ? epoch : least));
  const seconds = epochs.reduce((total, epoch) => total + epoch.seconds, 0);
  return { epochs, final, best, stoppedEarly, examplesPerSecond: (count * epochs.length) / seconds };
}
