/** What the kernel itself touches in the tfjs that cells compute with, whichever package that is. */
export interface Tfjs {
  engine(): TensorEngine;
  getKernel(name: string, backend: string): Kernel | undefined;
  getKernelsForBackend(backend: string): Kernel[];
  Tensor: { prototype: { dispose(): void } };
  Variable: { prototype: { assign(value: object): void; dispose(): void } };
  LayersModel: { prototype: TrainableModel };
}

/** tfjs's engine: what an interrupted operation can leave open, and what it knows of tensors. */
export interface TensorEngine {
  state: {
    gradientDepth: number;
    kernelDepth: number;
    profiling: boolean;
    /** What was computed since a gradient was asked for, and the tensors kept for it. */
    activeTape: { saved?: { dispose(): void }[] }[] | null;
    scopeStack: unknown[];
    numTensors: number;
    numBytes: number;
    tensorInfo: WeakMap<object, { backend: object }>;
  };
  registry: Record<string, object>;
  backendName: string;
  backendNames(): string[];
  endScope(): void;
  runKernelFunc(call: { kernelName?: string }): unknown;
  setupRegisteredKernels(): void;
}

export interface Kernel {
  kernelName: string;
  kernelFunc(call: object): unknown;
}

export interface TrainableModel {
  /** Inside tfjs: a second training is refused while it is true. */
  isTraining: boolean;
  stopTraining: boolean;
  fit(...call: unknown[]): Promise<unknown>;
  fitDataset(...call: unknown[]): Promise<unknown>;
}
