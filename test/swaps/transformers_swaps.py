"""transformers: a tiny model of the swapped configuration, forward and backward, in float32 and bfloat16."""

import sys

sys.path.insert(0, __file__.rsplit("/", 1)[0])
import torch
from checks import main
from transformers import AutoModel


def check(case, namespace):
    failures = []
    for dtype in (torch.float32, torch.bfloat16):
        torch.manual_seed(0)
        model = AutoModel.from_config(namespace["config"]).to(dtype)
        out = model(torch.tensor([[1, 2, 3]])).last_hidden_state
        out.float().square().sum().backward()
        if not out.isfinite().all():
            failures.append(f"{dtype}: the output is not finite")
        missing = [n for n, p in model.named_parameters() if p.grad is None or not p.grad.isfinite().all()]
        failures += [f"{dtype}: {name} has no finite gradient" for name in missing if "pooler" not in name]
    return failures


main(check)
