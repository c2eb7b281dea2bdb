# A generated module in PyTorch: pytorch.py MODULE CLASS WEIGHTS BATCH THREADS [VARIABLE...]
# Reads inputs from standard input, floats of 32 bits, and writes what comes out for each, and after it the variables of `forward`
# that are named, each a list of the copies of a layer.
# pytorch.py --version prints the version.
import importlib.util
import sys

import torch


def answer_and_variables(net, images):
    """What comes out, and the variables of `forward` when it returns."""
    found = {}

    def note(frame, event, _):
        if event == "return" and frame.f_code is type(net).forward.__code__:
            found.update(frame.f_locals)

    sys.setprofile(note)
    try:
        return net(images), found
    finally:
        sys.setprofile(None)


def main(file, name, weights, batch, threads, *variables):
    torch.set_num_threads(int(threads))
    spec = importlib.util.spec_from_file_location("network", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    net = getattr(module, name)().load_weights(weights)
    content = bytearray(sys.stdin.buffer.read())
    images = torch.frombuffer(content, dtype=torch.float32).reshape(-1, *net.input_shape)
    with torch.no_grad():
        for part in images.split(int(batch)):
            answer, found = answer_and_variables(net, part)
            rows = list(answer.values()) if isinstance(answer, dict) else [answer]
            rows += [copy.flatten(1) for variable in variables for copy in found[variable]]
            sys.stdout.buffer.write(torch.cat(rows, 1).contiguous().numpy().tobytes())


if sys.argv[1] == "--version":
    print(torch.__version__)
else:
    main(*sys.argv[1:])
