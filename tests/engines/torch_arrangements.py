#!/usr/bin/env python3
"""Which arrangement of the copies keeps every bit in PyTorch: torch_arrangements.py FOLDER NAME...

FOLDER holds the modules of `generate --target pytorch` for specs whose one output is labels, and whose layers that mix copies are
convolutions and matrix products. `forward` computes copy after copy; here its lines are rewritten, so that all copies are stacked
along the batch, or a layer that mixes copies is one with a block-circulant weight. Prints how many numbers of f(g x) and g f(x)
differ in their bits, over all g, 1 to 3 threads and batches of 1, 3 and 8. Exit code 1 if copy after copy is not exact or no other
arrangement is inexact, 2 if an arrangement computes something else.
"""

import importlib.util
import inspect
import pathlib
import re
import sys
import textwrap
import types

import torch

LINE = re.compile(r"^( +)(\w+) = \[(.*) for (s|row) in (\w+)\]$", re.MULTILINE)
PRODUCT = re.compile(r"self\.(\w+)\(torch\.cat\(\[(\w+)\[k\] for k in row\], 1\)\)")


def stacked(layer, copies):
    """What the layer makes of all copies as one batch."""
    return list(layer(torch.cat(copies, 0)).chunk(len(copies), 0))


def circulant(layer, copies, seen):
    """The layer on concatenated copies, for all orders in which copies are seen at once."""
    blocks = layer.weight.chunk(len(copies), 1)
    rows = [torch.cat([blocks[row.index(k)] for k in range(len(copies))], 1) for row in seen]
    weight, bias = torch.cat(rows, 0), layer.bias.repeat(len(copies))
    joined = torch.cat(copies, 1)
    if isinstance(layer, torch.nn.Conv2d):
        result = torch.conv2d(joined, weight, bias, layer.stride, layer.padding, layer.dilation)
    else:
        result = torch.nn.functional.linear(joined, weight, bias)
    return list(result.chunk(len(copies), 1))


def rewritten(line, arrangement):
    """A line of `forward`, whose copies are arranged otherwise."""
    indent, name, expression, variable, values = line.groups()
    if variable == "s":
        return f"{indent}{name} = stacked(lambda s: {expression}, {values})"
    layer, read = PRODUCT.fullmatch(expression).groups()
    if arrangement == "stacked":
        joined = f"[torch.cat([{read}[k] for k in row], 1) for row in {values}]"
        return f"{indent}{name} = stacked(self.{layer}, {joined})"
    return f"{indent}{name} = circulant(self.{layer}, {read}, {values})"


def arranged(net, module, arrangement):
    """`forward` of a module in another arrangement."""
    source = textwrap.dedent(inspect.getsource(type(net).forward))
    source = LINE.sub(lambda line: rewritten(line, arrangement), source)
    names = {**vars(module), "stacked": stacked, "circulant": circulant}
    exec(compile(source, arrangement, "exec"), names)
    return types.MethodType(names["forward"], net)


def differing(net, forward, images):
    """The numbers compared, and those that differ in a bit."""
    plain = forward(images)
    compared = count = 0
    for g in range(len(net.elements)):
        turned, expected = forward(net.act(g, images)), net.act_on_answer(g, plain)
        compared += turned.numel()
        count += int((turned.contiguous().view(torch.int32) != expected.contiguous().view(torch.int32)).sum())
    return compared, count


def load(folder, name):
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}_network.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    kind = next(value for value in vars(module).values() if isinstance(value, type) and value.__module__ == name)
    return kind().load_weights(folder / f"{name}.safetensors"), module


def counts_of(net, forward):
    """How many numbers were compared, and how many differ, in all settings."""
    total = [0, 0]
    for threads in (1, 2, 3):
        torch.set_num_threads(threads)
        for batch in (1, 3, 8):
            images = torch.rand(batch, *net.input_shape, generator=torch.Generator().manual_seed(batch))
            if not torch.allclose(forward(images), net.forward(images), atol=1e-4):
                print("an arrangement computes something else")
                sys.exit(2)
            for i, count in enumerate(differing(net, forward, images)):
                total[i] += count
    return total


def main(folder, *names):
    inexact = {"branches": 0, "stacked": 0, "block_circulant": 0}
    for name in names:
        net, module = load(pathlib.Path(folder), name)
        with torch.no_grad():
            for arrangement in inexact:
                forward = net.forward if arrangement == "branches" else arranged(net, module, arrangement)
                compared, count = counts_of(net, forward)
                inexact[arrangement] += count
                print(f"{name}, {arrangement}: {count} of {compared} numbers differ in PyTorch {torch.__version__}")
    sys.exit(0 if inexact["branches"] == 0 and inexact["block_circulant"] > 0 else 1)


main(*sys.argv[1:])
