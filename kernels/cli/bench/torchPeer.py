"""PyTorch on the CPU as a contestant of the benchmark: tasks come in and answers go out, a line of JSON each."""

import json
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

BATCH_SIZE, BATCHES, REPETITIONS = 64, 30, 3
torch.set_num_threads(int(sys.argv[1]))
torch.manual_seed(1)

# The trainable numbers of xIELU before softplus: initially αp = αn = 0.8, β = 0.5.
RAW_P, RAW_N, BETA = 0.20338232081102455, -1.0502256128148467, 0.5


def telu(x):
    return x * torch.tanh(torch.exp(x))


def xielu(x, raw_p, raw_n):
    alpha_p, alpha_n = F.softplus(raw_p), BETA + F.softplus(raw_n)
    negative = torch.clamp(x, max=0.0)
    curve = torch.where(x > 0, alpha_p * x * x, alpha_n * (torch.expm1(negative) - negative))
    return curve + BETA * x


ACTIVATIONS = {
    "telu": telu,
    "xielu": xielu,
    "relu": F.relu,
    "leakyRelu": lambda x: F.leaky_relu(x, 0.01),
    "elu": F.elu,
    "selu": F.selu,
    "silu": F.silu,
    "gelu": F.gelu,
    "geluTanh": lambda x: F.gelu(x, approximate="tanh"),
    "mish": F.mish,
    "relu6": F.relu6,
    "hardSwish": F.hardswish,
    "reluSquared": lambda x: F.relu(x) ** 2,
    "softplus": F.softplus,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
}


def convolutional(first, second, hidden):
    sizes = [25 * second, *hidden]
    dense = [layer for a, b in zip(sizes, hidden) for layer in (nn.Linear(a, b), nn.ReLU())]
    return nn.Sequential(
        nn.Conv2d(1, first, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(first, second, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), *dense, nn.Linear(sizes[-1], 10),
    )  # fmt: skip


NETWORKS = {
    "MLP 784-128-128-10": lambda: nn.Sequential(
        nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, 10)
    ),
    "CNN 8c3-pool-16c3-pool-10": lambda: convolutional(8, 16, []),
    "CNN 16c3-pool-32c3-pool-128-10": lambda: convolutional(16, 32, [128]),
}


def repeat(work, at_least_ms=0):
    samples, end = [], time.perf_counter() + at_least_ms / 1000
    while len(samples) < REPETITIONS or time.perf_counter() < end:
        start = time.perf_counter()
        work()
        samples.append((time.perf_counter() - start) * 1000)
    return {"samples": samples}


class Ops:
    def __init__(self):
        self.size, self.compiled = None, {}

    def run(self, activation, size, way, atLeastMs=0, **task):
        function = ACTIVATIONS.get(activation)
        if function is None:
            return {"error": "PyTorch has no such function"}
        if size != self.size:
            self.size = size
            self.x, self.dy = torch.randn(size), torch.randn(size)
        if way == "compiled":
            function = self.compiled.setdefault(activation, torch.compile(function, dynamic=False))
        parameters = [RAW_P, RAW_N] if activation == "xielu" else []
        backward = task["pass"] != "forward"
        x = self.x.clone().requires_grad_(backward)
        own = [torch.tensor(value, requires_grad=backward) for value in parameters]

        def work():
            if not backward:
                with torch.no_grad():
                    function(x, *own)
                return
            torch.autograd.grad(function(x, *own), [x, *own], self.dy)

        return repeat(work, atLeastMs)

    def copy(self, size):
        source, target = torch.ones(size), torch.empty(size)
        return repeat(lambda: target.copy_(source))


class Training:
    def __init__(self):
        count = BATCHES * BATCH_SIZE
        self.images, self.labels = torch.randn(count, 1, 28, 28), torch.arange(count) % 10
        self.trained = {}

    def epoch(self, network, **_):
        if network not in self.trained:
            model = NETWORKS[network]()
            self.trained[network] = model, torch.optim.Adam(model.parameters(), 1e-3)
        model, optimizer = self.trained[network]
        start, busy = time.perf_counter(), time.process_time()
        for batch in torch.randperm(len(self.images)).split(BATCH_SIZE):
            optimizer.zero_grad()
            loss = F.cross_entropy(model(self.images[batch]), self.labels[batch])
            loss.backward()
            optimizer.step()
            loss.item()
        elapsed, busy = time.perf_counter() - start, time.process_time() - busy
        return {"samples": [elapsed * 1000], "processor": [busy * 1000]}


def main():
    ops, training = Ops(), Training()
    for line in sys.stdin:
        task = json.loads(line)
        kind = task.pop("kind")
        try:
            run = {"copy": ops.copy, "op": ops.run, "epoch": training.epoch}[kind]
            answer = run(**task)
        except Exception as error:  # Whatever it is, the table says it.
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


main()
