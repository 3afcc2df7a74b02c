/** What computes, as the status bar tells it. */
export interface AdapterFacts {
  /** 'NVIDIA H200', 'SwiftShader (software)'. */
  readonly name: string;
  /** Computes on the CPU: right, and very slow. */
  readonly software: boolean;
}

const softwareNames = /swiftshader|llvmpipe|lavapipe|basic render|warp|software/i;

/** Older type definitions know neither of these. */
interface Info {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  readonly isFallbackAdapter?: boolean;
}

export function factsOf(info: Info): AdapterFacts {
  const { vendor, architecture, device, description } = info;
  const known = [description, device, [vendor, architecture].filter(Boolean).join(' ')].find(Boolean) ?? 'GPU';
  const software = info.isFallbackAdapter === true || softwareNames.test([known, device, architecture].join(' '));
  return { name: software ? `${known} (software)` : known, software };
}
