# A generated module in PyTorch: pytorch.py MODULE CLASS WEIGHTS BATCH THREADS
# Reads inputs from standard input, floats of 32 bits, and writes what comes out for each.
# pytorch.py --version prints the version.
import importlib.util
import sys

import torch


def main(file, name, weights, batch, threads):
    torch.set_num_threads(int(threads))
    spec = importlib.util.spec_from_file_location("network", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    net = getattr(module, name)().load_weights(weights)
    content = bytearray(sys.stdin.buffer.read())
    images = torch.frombuffer(content, dtype=torch.float32).reshape(-1, *net.input_shape)
    with torch.no_grad():
        for part in images.split(int(batch)):
            answer = net(part)
            rows = torch.cat(list(answer.values()), 1) if isinstance(answer, dict) else answer
            sys.stdout.buffer.write(rows.contiguous().numpy().tobytes())


if sys.argv[1] == "--version":
    print(torch.__version__)
else:
    main(*sys.argv[1:])
