import { createJsonFramework } from '../json/createJsonFramework';
import { transformersKeys, transformersNames } from './transformersNames';

/** Model configurations of Hugging Face transformers: `"hidden_act": "gelu"` in config.json. */
export const json = createJsonFramework({
  id: 'json',
  title: 'transformers',
  keys: transformersKeys,
  names: transformersNames,
  /** Either says that a model is described; old files say neither, but give its sizes. */
  marks: ['model_type', 'architectures'],
  sizes: [
    ...['hidden_size', 'd_model', 'n_embd', 'num_hidden_layers', 'n_layer', 'num_attention_heads', 'n_head'],
    ...['intermediate_size', 'vocab_size', 'max_position_embeddings'],
  ],
  trained: new Map([
    [
      'xielu',
      'It needs transformers 4.56 or newer, and adds two trained parameters to each layer, which saved weights lack.',
    ],
    ['prelu', 'It adds trained parameters, which saved weights lack.'],
  ]),
  notInHalfPrecision: new Set(['xielu']),
});
