#include "equivarify/codegen/onnx/emit_onnx_check.hpp"

#include "equivarify/codegen/reference/answer.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace equivarify::codegen {
namespace {

nlohmann::ordered_json to_json(Moves const& moves) {
  return {{"sources", moves.sources}, {"negated", moves.negated}};
}

} // namespace

std::string emit_onnx_check(Network const& network, float rounding) {
  nlohmann::ordered_json const facts{{"name", network.name},
                                     {"order", network.group.order()},
                                     {"rounding", rounding},
                                     {"input", to_json(input_moves(network))},
                                     {"answer", to_json(answer_moves(network))}};
  return fmt::format(
      "// Whether this ONNX Runtime computes what {0} should: node {0}_check.js, next to {0}.onnx "
      "and {0}_vectors,\n// with the package onnxruntime-node of npm, which NODE_PATH may name.\n"
      "'use strict';\n\nconst network = {1};\n\n{2}",
      network.name,
      facts.dump(),
      onnx_check_program());
}

} // namespace equivarify::codegen
