#include "equivarify/codegen/pytorch/emit_vectors.hpp"

#include "equivarify/codegen/generate/names.hpp"
#include "equivarify/codegen/pytorch/python_text.hpp"
#include "equivarify/codegen/reference/answer.hpp"
#include "equivarify/codegen/reference/test_vectors.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

/// {0} is the name of the network, {1} its class, {2} the inputs, {3} the answers, {4} the number
/// of inputs, {4} what counts as rounding.
constexpr char const* check_program =
    R"(# Whether this PyTorch computes what {0} should: python3 {0}_check.py, next to {0}_network.py
import pathlib
import sys

import torch

from {0}_network import {1}

inputs = torch.tensor(
    {2}
)
expected = torch.tensor(
    {3}
)


def joined(answer):
    """All that comes out as rows of numbers."""
    return torch.cat(list(answer.values()), 1) if isinstance(answer, dict) else answer


def bits(rows):
    return rows.contiguous().view(torch.int32)


def differing(net, images):
    """How many numbers of f(g x) differ in their bits from those of g f(x), over all g."""
    plain = net(images)
    count = 0
    for g in range(len(net.elements)):
        turned = joined(net(net.act(g, images)))
        count += int((bits(turned) != bits(joined(net.act_on_answer(g, plain)))).sum())
    return count


net = {1}().load_weights(pathlib.Path(__file__).parent / "{0}.safetensors")
images = inputs.reshape(-1, *net.input_shape)
with torch.no_grad():
    difference = float((joined(net(images)) - expected.reshape(len(images), -1)).abs().max())
    count = sum(differing(net, images[:batch]) for batch in (1, 3, len(images)))
print(
    f"{0}: {{len(images)}} images in PyTorch {{torch.__version__}}, largest difference from the reference "
    f"{{difference:.6g}} (rounding: below {4}), {{count}} numbers of f(g x) and g f(x) differ"
)
sys.exit(0 if difference <= {4} and count == 0 else 1)
)";

} // namespace

std::string emit_pytorch_check(Network const& network, ReferenceWeights<float> const& weights) {
  TestVectors const vectors = make_test_vectors(network, weights);
  require_finite(vectors, "the module");
  return fmt::format(fmt::runtime(check_program),
                     network.name,
                     to_type_name(network.name),
                     python_list(vectors.inputs, 4),
                     python_list(vectors.expected, 4),
                     vectors.rounding);
}

} // namespace equivarify::codegen
