"""PyTorch: values, gradients, bfloat16, saving and loading, registered parameters, torch.compile."""

import copy
import io
import shutil
import sys

sys.path.insert(0, __file__.rsplit("/", 1)[0])
import torch
from checks import FAR, compare, finite, main

torch.manual_seed(0)
COMPILED = {"telu", "xielu", "logish", "relu_squared"}


def gradients(net, values, dtype=torch.float32):
    x = torch.tensor(values, dtype=dtype, requires_grad=True)
    y = net(x * 1.0)  # not a leaf, which in-place modules must not change
    y.sum().backward()
    return y, x.grad


def check(case, namespace):
    net = namespace["Net"]()
    xs = case["x"]
    y, slope = gradients(net, xs)
    failures = compare("f", xs, y.tolist(), case["f"], 2e-5) + compare("f'", xs, slope.tolist(), case["df"], 2e-4)
    y64, _ = gradients(copy.deepcopy(net).double(), xs, torch.float64)
    failures += compare("float64 f", xs, y64.tolist(), case["f"], 1e-6)
    far, steep = gradients(net, FAR)
    failures += finite("f", FAR, far.tolist()) + finite("f'", FAR, steep.tolist())
    half = namespace["Net"]().to(torch.bfloat16)
    low, low_slope = gradients(half, FAR, torch.bfloat16)
    if low.dtype != torch.bfloat16:
        failures.append(f"bfloat16 became {low.dtype}")
    failures += finite("bfloat16 f'", FAR, low_slope.float().tolist())
    failures += trained(case, net, namespace) + compiled(case, net)
    return failures


def trained(case, net, namespace):
    parameters = dict(net.named_parameters())
    if not case["isTrainable"]:
        return ["it has parameters of its own"] if parameters else []
    failures = [] if parameters else ["no parameter is registered"]
    failures += [f"{name} has no gradient" for name, p in parameters.items() if p.grad is None or not p.grad.isfinite().all()]
    optimizer = torch.optim.SGD(net.parameters(), lr=1e-3)
    before = {name: p.detach().clone() for name, p in parameters.items()}
    optimizer.zero_grad()
    gradients(net, [-1.5, -0.5, 0.5, 1.5, 2.5])
    optimizer.step()
    failures += [f"{name} does not train" for name, p in parameters.items() if torch.equal(p, before[name])]
    file = io.BytesIO()
    torch.save(net.state_dict(), file)
    file.seek(0)
    loaded = namespace["Net"]()
    loaded.load_state_dict(torch.load(file))
    x = torch.tensor([-2.0, 3.0])
    return failures + ([] if torch.equal(loaded(x), net(x)) else ["loading gives another function"])


def compiled(case, net):
    if case["target"] not in COMPILED or not shutil.which("g++"):
        return []
    x = torch.tensor(case["x"])
    faster = torch.compile(net)
    return compare("compiled f", case["x"], faster(x).tolist(), net(x).tolist(), 1e-5)


main(check)
