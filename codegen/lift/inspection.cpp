#include "equivarify/codegen/lift/inspection.hpp"

#include "equivarify/codegen/lift/graph_lift.hpp"
#include "equivarify/codegen/lift/lift_network.hpp"
#include "equivarify/codegen/lift/spelled_out.hpp"
#include "equivarify/codegen/onnx_file/read_tensor.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <optional>
#include <vector>

namespace equivarify::codegen {
namespace {

std::string values_text(char const* what, std::vector<OnnxValue> const& values) {
  std::string text;
  for (OnnxValue const& value : values) {
    text += fmt::format(
        "{:<7} {} {} {}\n", what, value.name, extents_text(value.shape), to_string(value.type));
  }
  return text;
}

/// The graph in the arrangement of its inputs in which the fewest nodes are refused; nothing for a
/// graph without inputs.
std::optional<GraphLift> best_lift(OnnxModel const& model, std::string const& path) {
  std::optional<GraphLift> best;
  for (std::size_t number = 0; !model.inputs.empty(); ++number) {
    std::vector<GraphInput> const inputs = arranged_inputs(model, path, number);
    if (inputs.empty()) {
      return best;
    }
    GraphLift lift{model, inputs};
    lift.run_all();
    if (!best || lift.values().size() > best->values().size()) {
      best.emplace(std::move(lift));
    }
  }
  return best;
}

/// What is known of what \p node gives.
std::string result_text(OnnxNode const& node, GraphLift const& lift) {
  for (Problem const& problem : lift.refused()) {
    if (problem.pointer == in_words(node)) {
      return fmt::format("no form: {}; expected {}", problem.found, problem.expected);
    }
  }
  auto const found =
      node.outputs.empty() ? lift.values().end() : lift.values().find(node.outputs[0]);
  if (found == lift.values().end()) {
    return "depends on a node that has no form";
  }
  if (auto const* const constant = std::get_if<OnnxTensor>(&found->second)) {
    return fmt::format("{}, constant", to_string(constant->shape));
  }
  return to_string(std::get<View>(found->second).shape());
}

} // namespace

std::string inspection_text(OnnxModel const& file, std::string const& path) {
  OnnxModel const model = with_whole_operators(file);
  std::string text = fmt::format("{}: operator set {}{}\n",
                                 path,
                                 model.operator_set,
                                 model.producer.empty() ? "" : ", made by " + model.producer);
  text += values_text("input", model.inputs);
  std::optional<GraphLift> const lift = best_lift(model, path);
  std::map<std::string, std::size_t> operators;
  for (OnnxNode const& node : model.nodes) {
    ++operators[node.type];
    text +=
        fmt::format("        {:<44} {}\n", in_words(node), lift ? result_text(node, *lift) : "");
  }
  text += values_text("output", model.outputs);
  std::size_t parameters = 0;
  for (OnnxTensor const& constant : model.constants) {
    parameters += std::holds_alternative<std::vector<float>>(constant.values) ? constant.size() : 0;
  }
  std::vector<std::string> counts;
  for (auto const& [name, count] : operators) {
    counts.push_back(fmt::format("{} {}", count, name));
  }
  return text + fmt::format("{} nodes: {}; {} parameters\n",
                            model.nodes.size(),
                            fmt::join(counts, ", "),
                            parameters);
}

} // namespace equivarify::codegen
