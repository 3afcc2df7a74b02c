import type { ActivationId } from '../activationNames';

/** What Hugging Face transformers calls activations, in Python and in config.json alike (5.18.0). */

/** Names in `ACT2FN`; where two mean the same, the first is the one to write. */
export const transformersNames: ReadonlyMap<string, ActivationId> = new Map([
  ['gelu', 'gelu'],
  ['gelu_python', 'gelu'],
  ['gelu_pytorch_tanh', 'gelu_tanh'],
  ['gelu_new', 'gelu_tanh'],
  ['gelu_fast', 'gelu_tanh'],
  ['gelu_accurate', 'gelu_tanh'],
  ['gelu_python_tanh', 'gelu_tanh'],
  ['quick_gelu', 'quick_gelu'],
  ['hardswish', 'hard_swish'],
  ['leaky_relu', 'leaky_relu'],
  ['mish', 'mish'],
  ['prelu', 'prelu'],
  ['relu', 'relu'],
  ['relu2', 'relu_squared'],
  ['relu6', 'relu6'],
  ['sigmoid', 'sigmoid'],
  ['silu', 'silu'],
  ['swish', 'silu'],
  ['tanh', 'tanh'],
  ['xielu', 'xielu'],
]);

/** Keys of a configuration that name the activation of a hidden layer; poolers and summaries end in an output. */
export const transformersKeys: ReadonlySet<string> = new Set([
  ...['hidden_act', 'hidden_activation', 'activation', 'activation_function', 'act_fn', 'afn', 'dense_act_fn'],
  ...['ff_activation', 'ffn_act_fn', 'feed_forward_proj', 'feat_extract_activation', 'feed_forward_act'],
  ...['encoder_activation_function', 'decoder_activation_function', 'encoder_hidden_act', 'decoder_hidden_act'],
  ...['encoder_feedforward_activation', 'depth_decoder_activation', 'decoder_activation', 'classifier_activation'],
  ...[
    'projector_hidden_act',
    'projection_hidden_act',
    'prompt_hidden_act',
    'mlp_hidden_act',
    'mlp_activation_function',
  ],
  ...['speech_encoder_hidden_act', 'memory_fuser_hidden_act', 'mask_downsampler_hidden_act', 'stem_act_func'],
  ...['memory_attention_feed_forward_hidden_act', 'memory_attention_mlp_hidden_act', 'csp_activation', 'adapter_act'],
  ...['activation_fn', 'act', 'ffn_activation', 'vision_hidden_act', 'text_hidden_act'],
  ...['conv_activation', 'conv_norm_activation', 'mamba_hidden_act', 'hidden_mamba_act', 'readout_activation'],
]);

/** Either says that a model is described; old configurations say neither, but give two of its sizes. */
const marks = ['model_type', 'architectures'];
const sizes = [
  ...['hidden_size', 'd_model', 'n_embd', 'num_hidden_layers', 'n_layer', 'num_attention_heads', 'n_head'],
  ...['intermediate_size', 'vocab_size', 'max_position_embeddings'],
];

/** Whether an object with these keys is the configuration of a model. */
export function describesModel(keys: ReadonlySet<string>): boolean {
  return marks.some((mark) => keys.has(mark)) || sizes.filter((size) => keys.has(size)).length >= 2;
}
