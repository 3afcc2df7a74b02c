import { createJsonFramework } from '../json/createJsonFramework';
import { describesModel, transformersKeys, transformersNames } from './transformersNames';

/** Model configurations of Hugging Face transformers: `"hidden_act": "gelu"` in config.json. */
export const json = createJsonFramework({
  id: 'json',
  title: 'transformers',
  keys: transformersKeys,
  names: transformersNames,
  describesModel,
  trained: new Map([
    [
      'xielu',
      'It needs transformers 4.56 or newer, and adds two trained parameters to each layer, which saved weights lack.',
    ],
    ['prelu', 'It adds trained parameters, which saved weights lack.'],
  ]),
  notInHalfPrecision: new Set(['xielu']),
});
