import { describeSwaps } from './describeSwaps';

const sizes = 'vocab_size=16, hidden_size=16, intermediate_size=32, num_hidden_layers=1, num_attention_heads=2';
const named =
  /^(?:gelu|gelu_tanh|quick_gelu|silu|mish|relu6|relu_squared|leaky_relu|hard_swish|tanh|sigmoid|xielu|prelu)$/;
const refuses = (target: string) => (named.test(target) ? null : /no ".*" in ACT2FN/);

describeSwaps('transformers_swaps.py', {
  'Llama configuration': {
    module: 'transformers',
    text: `from transformers import LlamaConfig\n\nconfig = LlamaConfig(hidden_act="relu", num_key_value_heads=2, ${sizes})\n`,
    refuses,
  },
  'BERT configuration, assigned': {
    module: 'transformers',
    text: `from transformers import BertConfig\n\nconfig = BertConfig(${sizes})\nconfig.hidden_act = "relu"\n`,
    refuses,
  },
});
