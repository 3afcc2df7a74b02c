import type { Shader } from '../../codegen/wgsl/shader';
import type { DeviceWatch } from './deviceWatch';

export interface Pipeline {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
  /** The splines' coefficients, bound last. */
  readonly tables?: GPUBuffer;
}

/** Far more than a session uses; a loop over a parameter's value must not fill the driver with its programs. */
const mostPipelines = 512;

/** Compiled shaders of one device, by a key that says all that their text depends on. */
export class Pipelines {
  private readonly known = new Map<string, Pipeline>();

  constructor(
    private readonly device: GPUDevice,
    private readonly watch: DeviceWatch,
  ) {}

  get(key: string, generate: () => Shader): Pipeline {
    const pipeline = this.known.get(key) ?? this.compile(generate());
    // What did not compile is not kept: it would fail later with a less telling reason.
    this.watch.throwFailure();
    // The one used last stands last.
    this.known.delete(key);
    this.known.set(key, pipeline);
    const [oldest] = this.known.keys();
    if (this.known.size > mostPipelines && oldest !== undefined) this.known.delete(oldest);
    return pipeline;
  }

  private compile({ label, code, tables }: Shader): Pipeline {
    const module = this.device.createShaderModule({ label, code });
    const pipeline = this.device.createComputePipeline({
      label,
      layout: 'auto',
      compute: { module, entryPoint: 'main' },
    });
    const layout = pipeline.getBindGroupLayout(0);
    return tables.length > 0 ? { pipeline, layout, tables: this.upload(label, tables) } : { pipeline, layout };
  }

  private upload(label: string, values: Float32Array): GPUBuffer {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
    const buffer = this.device.createBuffer({ label: `${label}, tables`, size: values.byteLength, usage });
    this.device.queue.writeBuffer(buffer, 0, values.buffer, values.byteOffset, values.byteLength);
    return buffer;
  }
}
