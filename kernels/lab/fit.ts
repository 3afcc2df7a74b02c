import type { LayersModel } from '@tensorflow/tfjs-layers';
import { batchesOf } from './fitBatches';
import { TrainingDivergedError, TrainingStoppedError } from './fitErrors';
import { type Evaluation, evaluateOn } from './fitEvaluate';
import type { EpochReport, FitData, FitHistory, FitOptions } from './fitOptions';
import { stepOn } from './fitStep';
import { prepare, type Training } from './fitTraining';

/**
 * Trains a model: what tfjs's own `model.fit` does, with fewer ops a step, curves that go to a run, a stop button that
 * works, and words for what goes wrong.
 */
export async function fit(model: LayersModel, data: FitData, options: FitOptions = {}): Promise<FitHistory> {
  const training = prepare(model, data, options);
  try {
    return await runEpochs(training);
  } finally {
    if (!options.optimizer) training.optimizer.dispose();
  }
}

async function runEpochs(training: Training): Promise<FitHistory> {
  const { options, epochs } = training;
  const reports: EpochReport[] = [];
  const finish = (report: EpochReport) => {
    options.run?.log(report.epoch, metricsOf(report));
    options.onEpoch?.(report);
  };
  if (options.evaluateAtStart) finish(await startOf(training));
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const trained = await trainEpoch(training, epoch, reports);
    const report = { ...trained, ...(await validationOf(training, reports)) };
    reports.push(report);
    finish(report);
  }
  return historyOf(reports, training.examples.count);
}

async function trainEpoch(training: Training, epoch: number, done: readonly EpochReport[]): Promise<EpochReport> {
  const { examples, batchSize, options, pace } = training;
  const batches = Math.ceil(examples.count / batchSize);
  const started = performance.now();
  let [batch, loss, correct] = [0, 0, 0];
  let countsCorrect = true;
  for (const indices of batchesOf(examples.count, batchSize, training.seed * 7919 + epoch)) {
    const step = stepOn(training, indices);
    batch++;
    if (!Number.isFinite(step.loss)) throw new TrainingDivergedError(epoch, batch, step.loss, training.learningRate);
    loss += step.loss * indices.length;
    correct += step.correct ?? 0;
    countsCorrect = step.correct !== undefined;
    options.onBatch?.({ epoch, batch, batches, loss: step.loss });
    if (await pace.isStopped()) throw new TrainingStoppedError(done, training.epochs);
  }
  const accuracy = countsCorrect ? { accuracy: correct / examples.count } : {};
  return { epoch, loss: loss / examples.count, ...accuracy, seconds: (performance.now() - started) / 1000 };
}

async function validationOf(training: Training, done: readonly EpochReport[]): Promise<Partial<EpochReport>> {
  if (!training.validation) return {};
  const { loss, accuracy } = await evaluated(training, training.validation, done);
  return accuracy === undefined ? { validationLoss: loss } : { validationLoss: loss, validationAccuracy: accuracy };
}

/** Step 0: how good the model is before it has learned anything. */
async function startOf(training: Training): Promise<EpochReport> {
  const { loss, accuracy } = await evaluated(training, training, []);
  const start = accuracy === undefined ? { loss } : { loss, accuracy };
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
  const named = {
    loss: report.loss,
    accuracy: report.accuracy,
    'validation loss': report.validationLoss,
    'validation accuracy': report.validationAccuracy,
  };
  return Object.fromEntries(Object.entries(named).filter((entry): entry is [string, number] => entry[1] !== undefined));
}

function historyOf(epochs: EpochReport[], count: number): FitHistory {
  const final = epochs.at(-1);
  if (!final) throw new Error('A training has at least one epoch.');
  const seconds = epochs.reduce((total, epoch) => total + epoch.seconds, 0);
  return { epochs, final, examplesPerSecond: (count * epochs.length) / seconds };
}
