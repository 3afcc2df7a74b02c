import { describeSwaps } from './describeSwaps';

const head =
  'import torch\nimport torch.nn.functional as F\nfrom torch import nn\n\n\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n';

describeSwaps('pytorch.py', {
  'torch module': {
    module: 'torch',
    text: `${head}        self.act = nn.ReLU(inplace=True)\n\n    def forward(self, x):\n        return self.act(x)\n`,
  },
  'torch function': {
    module: 'torch',
    text: `${head}        self.scale = 1.0\n\n    def forward(self, x):\n        return F.relu(x)\n`,
  },
  'torch class handed on': {
    module: 'torch',
    text: `${head}        self.act = self.make(nn.ReLU)\n\n    def make(self, act_layer):\n        return act_layer()\n\n    def forward(self, x):\n        return self.act(x)\n`,
  },
});
