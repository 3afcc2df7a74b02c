import { describe, expect, it } from 'vitest';
import { detect } from '../../extension/rewrite/detect';
import { judgeSwaps, planSwap } from '../../extension/rewrite/edits';
import { fileSource } from '../../extension/rewrite/source';
import { applyEdits } from '../../extension/rewrite/textEdits';
import { parsers } from './parsers';

async function found(text: string): Promise<string[]> {
  const mark = { safe: '', unsafe: '?', none: '!' };
  const detections = await detect(parsers, fileSource(text, 'json'));
  return detections.map(({ activation, applicability, start, end }) => {
    return `${text.slice(start, end)} ${activation}${mark[applicability]}`;
  });
}

async function swap(text: string, target: string): Promise<string> {
  return applyEdits(text, (await planSwap(parsers, fileSource(text, 'json'), () => true, target)).edits);
}

async function judged(text: string, target: string) {
  return (await judgeSwaps(parsers, fileSource(text, 'json'), ([first]) => first))?.verdicts.get(target);
}

const llama = '{"model_type": "llama", "hidden_act": "silu"}';

describe('model configurations', () => {
  const hits: [text: string, ...expected: string[]][] = [
    [llama, '"silu" silu'],
    ['{"architectures": ["X"], "hidden_activation": "gelu_pytorch_tanh"}', '"gelu_pytorch_tanh" gelu_tanh'],
    ['{"hidden_size": 768, "num_attention_heads": 12, "hidden_act": "gelu"}', '"gelu" gelu'],
    ['{"model_type": "clip", "vision_config": {"hidden_act": "quick_gelu"}}', '"quick_gelu" quick_gelu'],
    [
      '{"model_type": "encoder-decoder", "encoder": {"model_type": "bert", "hidden_act": "gelu"}, "decoder": {"hidden_size": 8, "vocab_size": 9, "hidden_act": "relu"}}',
      '"gelu" gelu',
      '"relu" relu',
    ],
    ['{"lr": 0.1, "model": {"model_type": "llama", "hidden_act": "silu"}}', '"silu" silu'],
    ['{"model_type": "dbrx", "ffn_config": {"ffn_act_fn": {"name": "silu"}}}', '"silu" silu'],
    [
      '{"model_type": "wav2vec2", "feat_extract_activation": "gelu", "hidden_act": "relu"}',
      '"gelu" gelu',
      '"relu" relu',
    ],
    ['{"model_type": "t5", "feed_forward_proj": "relu"}', '"relu" relu'],
    ['{"model_type": "t5", "feed_forward_proj": "gated-gelu"}', '"gated-gelu" gelu_tanh?'],
    ['{"model_type": "apertus", "hidden_act": "xielu"}', '"xielu" xielu?'],
    ['{\n  // jsonc\n  "model_type": "x", "hidden_act": "relu2",\n}', '"relu2" relu_squared'],
    ['{"model_type": "x", "hidden_act": "relu"', '"relu" relu!'],
    ['{"class_name": "Sequential", "config": {"layers": [{"config": {"activation": "relu"}}]}}', '"relu" relu!'],
    ['{"modelTopology": {"model_config": {"class_name": "S", "config": {"activation": "elu"}}}}'],
    ['{"modelTopology": {"model_config": {"config": [{"activation": "relu"}]}}}', '"relu" relu!'],
  ];
  it.each(hits)('finds the activation in %j', async (text, ...expected) => {
    expect(await found(text)).toEqual(expected);
  });

  const misses = [
    '{"activation": "relu", "name": "my-app"}',
    '{"hidden_act": "relu"}',
    '{"hidden_size": 3, "hidden_act": "relu"}',
    '{"model_type": "x", "id2label": {"0": "relu"}}',
    '{"model_type": "x", "_comment": "hidden_act: relu"}',
    '{"model_type": "x", "hidden_act": "linear"}',
    '{"model_type": "x", "hidden_act": null}',
    '{"model_type": "x", "hidden_act": ["relu"]}',
    '{"model_type": "x", "hidden_act": {"nom": "relu"}}',
    '{"model_type": "x", "summary_activation": "tanh", "pooler_act": "tanh"}',
    '{"model_type": "x", "task_params": {"hidden_act": "relu"}}',
    '{"model_type": "x", "hidden_act": "toString"}',
    '[{"model_type": "x", "hidden_act": "relu"}]',
    '"hidden_act": "relu"',
    '<<<<<<< ours\n"hidden_act": "relu"',
    '',
  ];
  it.each(misses)('finds nothing in %j', async (text) => {
    expect(await found(text)).toEqual([]);
  });

  it('keeps everything but the name, and comes back', async () => {
    const text = '{\r\n\t"model_type":"opt" ,"activation_function"  : "relu"\r\n}';
    expect(await swap(text, 'gelu')).toBe(text.replace('relu', 'gelu'));
    expect(await swap(await swap(text, 'gelu'), 'relu')).toBe(text);
  });

  it('changes both keys of a T5 together, whichever is picked', async () => {
    const text = '{"model_type": "t5", "feed_forward_proj": "gated-gelu", "dense_act_fn": "gelu_new"}';
    for (const key of ['feed_forward_proj', 'dense_act_fn']) {
      const isChosen = ({ start }: { start: number }) => text.slice(0, start).endsWith(`"${key}": `);
      const { edits } = await planSwap(parsers, fileSource(text, 'json'), isChosen, 'silu');
      expect(applyEdits(text, edits)).toBe(text.replace('gated-gelu', 'gated-silu').replace('gelu_new', 'silu'));
    }
  });

  it.each<[text: string, target: string, reason: RegExp]>([
    [llama, 'telu', /transformers has no TeLU/],
    [llama.replace('{', '{"torch_dtype": "float16", '), 'xielu', /float16/],
    [llama.replace('{', '{"dtype": "torch.float16", '), 'xielu', /float16/],
    ['{"model_type": "t5", "feed_forward_proj": "gated-silu"}', 'gelu', /tanh form/],
  ])('refuses in %j what the reader could not load: %s', async (text, target, reason) => {
    expect(await judged(text, target)).toMatchObject({ applicability: 'none', reason: expect.stringMatching(reason) });
    expect(await swap(text, target)).toBe(text);
  });

  it('asks before it adds parameters', async () => {
    expect(await judged(llama, 'xielu')).toMatchObject({ applicability: 'unsafe' });
    expect(await judged(llama, 'mish')).toMatchObject({ applicability: 'safe' });
  });

  it('finds the one site of a large file', async () => {
    const entries = Array.from({ length: 20_000 }, (_, i) => `"key${i}": {"value": [1, 2, 3]}`);
    const text = `{"model_type": "x", ${entries.join(', ')}, "hidden_act": "relu"}`;
    expect(await found(text)).toEqual(['"relu" relu']);
  });
});
