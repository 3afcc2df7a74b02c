import * as tf from '@tensorflow/tfjs-core';
import { type LayerArgs, ParametricActivation } from './parametricActivation';

export interface XIELUArgs extends LayerArgs {
  /** Initial αp, above 0. Default 0.8, as in the paper. */
  alphaP?: number;
  /** Initial αn, above β = 0.5. Default 0.8. */
  alphaN?: number;
}

/** xIELU with αp and αn trained beside the network's weights; both are saved and loaded with the model. */
export class XIELU extends ParametricActivation {
  static override className = 'XIELU';
  private readonly start: { alphaP: number; alphaN: number };

  constructor({ alphaP = 0.8, alphaN = 0.8, ...args }: XIELUArgs = {}) {
    super({ ...args, activation: 'xielu', initial: { alphaP, alphaN } });
    this.start = { alphaP, alphaN };
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { activation, initial, perChannel, ...config } = super.getConfig();
    return { ...config, ...this.start };
  }
}

tf.serialization.registerClass(XIELU);
