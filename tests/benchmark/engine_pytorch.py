#!/usr/bin/env python3
"""PyTorch as an engine of the benchmark; engines.py says what it is asked.

engine_pytorch.py FOLDER THREADS FORM, where FORM is one of

  circulant       a convolution on the concatenated copies, y(h) = sum over k of W_k * s(h k), is one convolution whose
                  weight is block-circulant: block (h, j) is W at h^-1 j. It is put together once a step.
  channels_last   the same in the memory format that PyTorch's convolutions prefer on some processors
  separate        one convolution for each copy, with the same weight, on the copies in that copy's order

A dense layer gets the copies gathered in the order of each h, as rows of one matrix product (`separate`: one for each).
Layers that do not mix copies take them all as one batch. Outputs are the means over h of what h makes of copy h.
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


class Head:
    """An output: the mean over h of h s(h), and its loss."""

    def __init__(self, facts: dict) -> None:
        self.facts = facts
        self.places = torch.tensor([move["sources"] for move in facts["action"]])
        signs = torch.tensor([[-1.0 if negated else 1.0 for negated in move["negated"]] for move in facts["action"]])
        self.signs = signs if (signs < 0).any() else None

    def read(self, copies: torch.Tensor) -> torch.Tensor:
        """The output for copies [count, order, numbers]."""
        part = copies[:, :, self.facts["offset"] : self.facts["offset"] + self.facts["size"]]
        moved = part.gather(2, self.places.expand(len(part), -1, -1))
        return (moved if self.signs is None else moved * self.signs).mean(1)

    def loss(self, answers: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """The mean over the images of their losses, weighted."""
        kind = self.facts["loss"]
        if kind == "cross_entropy":
            value = functional.cross_entropy(answers, targets[:, 0].long())
        elif kind == "cross_entropy_per_cell":
            cells = targets.shape[1]
            value = functional.cross_entropy(answers.reshape(len(answers), -1, cells), targets.long())
        elif kind == "binary_cross_entropy":
            value = functional.binary_cross_entropy_with_logits(answers, targets)
        elif kind == "huber":
            value = functional.smooth_l1_loss(answers, targets)
        else:
            value = functional.mse_loss(answers, targets)
        return self.facts["weight"] * value


class Network(nn.Module):
    """The network of a spec; logits of (copy, class) at classes * copy + class, or all outputs one after another."""

    def __init__(self, folder: pathlib.Path, form: str) -> None:
        super().__init__()
        self.facts = json.loads((folder / "network.json").read_text(encoding="utf-8"))
        self.blocks = self.facts["blocks"]
        self.order = self.facts["order"]
        self.heads = [Head(output) for output in self.facts["outputs"]]
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
                read = [known[name] for name in layer.get("inputs", [])] or [values]
                if layer["type"] == "add":
                    values = sum(read)
                elif layer["type"] == "concatenate":
                    values = self.put_in_a_row(read)
                else:
                    values, concatenated = self.apply_layer(layer, read[0], concatenated)
                known[layer["name"]] = values
        if self.heads:
            copies = values.reshape(count, self.order, -1)
            return torch.cat([head.read(copies) for head in self.heads], dim=1)
        return values.reshape(count, -1)

    def loss(self, images: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """The mean over the images of the cross-entropy, or of the losses of the outputs together."""
        answers = self(images)
        if not self.heads:
            return functional.cross_entropy(answers, targets[:, 0].long())
        answers = answers.split([head.facts["size"] for head in self.heads], dim=1)
        targets = targets.split([head.facts["targets"] for head in self.heads], dim=1)
        return sum(head.loss(*both) for head, *both in zip(self.heads, answers, targets))

    def put_in_a_row(self, values: list) -> torch.Tensor:
        """The channels of several values, copy by copy."""
        count, _, *plane = values[0].shape
        copies = [value.reshape(count, self.order, -1, *plane) for value in values]
        return torch.cat(copies, dim=2).reshape(count, -1, *plane)

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
        if kind == "upsample2d":
            return functional.interpolate(values, scale_factor=layer["scale"], mode="nearest"), concatenated
        if kind == "conv_transpose2d":
            return self.transpose(layer, values), concatenated
        if kind not in ("conv2d", "dense") or layer.get("padding", "same") != "same":
            raise SystemExit(f"no form of {layer}")
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

    def transpose(self, layer: dict, values: torch.Tensor) -> torch.Tensor:
        """A transposed convolution without margins, of each copy by itself."""
        copies = values.reshape(len(values) * self.order, -1, *values.shape[2:])
        weight, bias = (self.tensors[f"{layer['name']}_{which}"] for which in ("weight", "bias"))
        larger = functional.conv_transpose2d(copies, weight, bias, stride=layer["stride"])
        return larger.reshape(len(values), -1, *larger.shape[2:])

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
        self.targets = read_floats(folder / "targets.f32").reshape(len(self.images), -1)
        training = json.loads((folder / "spec.json").read_text(encoding="utf-8")).get("training", {})
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=training.get("learning_rate", 1e-3))

    @torch.no_grad()
    def forward(self, batch: int) -> torch.Tensor:
        return self.network(self.images[:batch])

    def train(self, batch: int) -> float:
        """One step; the loss before it."""
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.network.loss(self.images[:batch], self.targets[:batch])
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
