#!/usr/bin/env python3
"""PyTorch as an engine of the benchmark; engines.py says what it is asked.

engine_pytorch.py FOLDER THREADS FORM, where FORM is one of

  circulant       a convolution on the concatenated copies, y(h) = sum over k of W_k * s(h k), is one convolution whose
                  weight is block-circulant: block (h, j) is W at h^-1 j. It is put together once a step.
  channels_last   the same in the memory format that PyTorch's convolutions prefer on some processors
  separate        one convolution for each copy, with the same weight, on the copies in that copy's order

A dense layer gets the copies gathered in the order of each h, as rows of one matrix product (`separate`: one for each).
"""

import array
import json
import pathlib
import sys
import time

import torch
from torch import nn
from torch.nn import functional


def read_floats(path: pathlib.Path) -> torch.Tensor:
    """All numbers of a file of single-precision numbers."""
    return torch.frombuffer(bytearray(path.read_bytes()), dtype=torch.float32)


class Network(nn.Module):
    """The network of a spec; logits of (copy, class) at classes * copy + class."""

    def __init__(self, folder: pathlib.Path, form: str) -> None:
        super().__init__()
        self.facts = json.loads((folder / "network.json").read_text(encoding="utf-8"))
        self.blocks = json.loads((folder / "spec.json").read_text(encoding="utf-8"))["network"]
        self.order = self.facts["order"]
        self.separate = form == "separate"
        self.format = torch.channels_last if form == "channels_last" else torch.contiguous_format
        self.tensors = nn.ParameterDict()
        self.states = {}  # running means and variances, which no gradient changes
        self.circulants = {}
        self.read_weights(read_floats(folder / "weights.f32"))
        inverse = self.facts["inverse"]
        product = torch.tensor(self.facts["product"]).reshape(self.order, self.order)
        self.product = product
        self.difference = product[torch.tensor(inverse)]  # [h][j] = h^-1 j
        self.turns = torch.tensor([self.facts["input_permutations"][inverse[h]] for h in range(self.order)])

    def read_weights(self, values: torch.Tensor) -> None:
        place = 0
        for tensor in self.facts["tensors"]:
            size = 1
            for extent in tensor["shape"]:
                size *= extent
            weight = values[place : place + size].reshape(tensor["shape"]).clone()
            name = tensor["name"].replace(".", "_")
            if "running_" in name:
                self.states[name] = weight
            else:
                self.tensors[name] = nn.Parameter(weight)
            place += size

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        count = len(images)
        values = images.reshape(count, -1)[:, self.turns.reshape(-1)]
        values = values.reshape(count, -1, *self.facts["input"][1:]).to(memory_format=self.format)
        for block in self.blocks:
            concatenated = block["equivarify"] == "concat"
            known = {"input": values}
            for layer in block["layers"]:
                if layer["type"] == "add":
                    values = sum(known[name] for name in layer["inputs"])
                else:
                    values, concatenated = self.apply_layer(layer, values, concatenated)
                known[layer.get("name")] = values
        return values.reshape(count, -1)

    def apply_layer(self, layer: dict, values: torch.Tensor, concatenated: bool):
        kind = layer["type"]
        if kind == "relu":
            return functional.relu(values), concatenated
        if kind == "max_pool2d":
            return functional.max_pool2d(values, layer["size"]), concatenated
        if kind == "flatten":
            return values.reshape(len(values), self.order, -1), concatenated
        if kind == "batch_norm":
            return self.normalise(layer, values), concatenated
        weight, bias = self.tensors[layer["name"] + "_weight"], self.tensors[layer["name"] + "_bias"]
        apply = self.convolve if kind == "conv2d" else self.multiply
        return apply(layer["name"], values, (weight, bias), concatenated), False

    def normalise(self, layer: dict, values: torch.Tensor) -> torch.Tensor:
        """Batch normalisation of each channel over the batch, the copies and the pixels; of a batch where it learns."""
        name = layer["name"]
        copies = values.reshape(len(values) * self.order, -1, *values.shape[2:])
        normal = functional.batch_norm(
            copies,
            self.states[name + "_running_mean"],
            self.states[name + "_running_variance"],
            self.tensors[name + "_weight"],
            self.tensors[name + "_bias"],
            training=torch.is_grad_enabled(),
            momentum=layer.get("momentum", 0.1),
            eps=layer.get("epsilon", 1e-5),
        )
        return normal.reshape(values.shape)

    def convolve(self, name, values, parameters, concatenated: bool) -> torch.Tensor:
        weight, bias = parameters
        padding = weight.shape[-1] // 2
        count, _, rows, columns = values.shape
        if not concatenated:
            copies = values.reshape(count * self.order, -1, rows, columns)
            return functional.conv2d(copies, weight, bias, padding=padding).reshape(count, -1, rows, columns)
        if self.separate:
            copies = values.reshape(count, self.order, -1, rows, columns)
            seen = [copies[:, self.product[h]].reshape(count, -1, rows, columns) for h in range(self.order)]
            return torch.cat([functional.conv2d(s, weight, bias, padding=padding) for s in seen], dim=1)
        return functional.conv2d(values, self.circulant(name, weight), bias.repeat(self.order), padding=padding)

    def circulant(self, name: str, weight: torch.Tensor) -> torch.Tensor:
        """The weight [|G| F, |G| C, ...] with block (h, j) = weight[:, h^-1 j]; kept where nothing is learnt."""
        if not torch.is_grad_enabled() and name in self.circulants:
            return self.circulants[name]
        filters, inputs, *kernel = weight.shape
        blocks = weight.reshape(filters, self.order, inputs // self.order, *kernel)
        rows = blocks[:, self.difference.reshape(-1)].reshape(filters, self.order, inputs, *kernel)
        result = rows.transpose(0, 1).reshape(self.order * filters, inputs, *kernel).contiguous(
            memory_format=self.format
        )
        if not torch.is_grad_enabled():
            self.circulants[name] = result
        return result

    def multiply(self, _name, values, parameters, concatenated: bool) -> torch.Tensor:
        weight, bias = parameters
        if concatenated and self.separate:
            seen = [values[:, self.product[h]].reshape(len(values), -1) for h in range(self.order)]
            return torch.stack([product(s, weight, bias) for s in seen], dim=1)
        if concatenated:
            values = values[:, self.product.reshape(-1)].reshape(len(values), self.order, -1)
        rows = product(values.reshape(len(values) * self.order, -1), weight, bias)
        return rows.reshape(len(values), self.order, -1)


def product(rows: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    """A linear layer as a 1x1 convolution: oneDNN computes it, while functional.linear takes the BLAS that Debian
    links, and without OpenBLAS that one is ten times slower."""
    return functional.conv2d(rows[:, :, None, None], weight[:, :, None, None], bias).flatten(1)


class Engine:
    """The network with its inputs, its optimiser and the answers to requests."""

    def __init__(self, folder: pathlib.Path, threads: int, form: str) -> None:
        torch.set_num_threads(threads)
        self.network = Network(folder, form)
        self.images = read_floats(folder / "images.f32").reshape(-1, *self.network.facts["input"])
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=1e-3)

    @torch.no_grad()
    def forward(self, batch: int) -> torch.Tensor:
        return self.network(self.images[:batch])

    def train(self, batch: int) -> float:
        """One step; the loss before it."""
        labels = torch.arange(batch) % self.network.facts["classes"]
        self.optimizer.zero_grad(set_to_none=True)
        loss = functional.cross_entropy(self.network(self.images[:batch]), labels)
        loss.backward()
        self.optimizer.step()
        return loss.item()

    def answer(self, what: str, batch: int, rest: str) -> dict:
        if what == "logits":
            pathlib.Path(rest).write_bytes(array.array("f", self.forward(batch).reshape(-1).tolist()).tobytes())
            return {}
        if what == "loss":
            return {"loss": self.train(batch)}
        return timed(lambda: (self.forward if what == "forward" else self.train)(batch), float(rest))


def timed(once, seconds: float) -> dict:
    """How often `once` runs in the given time, after one run to warm up."""
    once()
    start, runs, passed = time.perf_counter(), 0, 0.0
    while passed < seconds:
        once()
        runs += 1
        passed = time.perf_counter() - start
    return {"runs": runs, "seconds": passed}


def main() -> None:
    engine = Engine(pathlib.Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
    print(json.dumps({"version": torch.__version__}), flush=True)
    for line in sys.stdin:
        what, batch, *rest = line.split()
        print(json.dumps(engine.answer(what, int(batch), rest[0] if rest else "")), flush=True)


if __name__ == "__main__":
    main()
