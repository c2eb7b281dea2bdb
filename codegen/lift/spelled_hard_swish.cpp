#include "equivarify/codegen/lift/spelled_out.hpp"

#include <string>

namespace equivarify::codegen {
namespace {

/// The bound of the Clip \p node that input \p input or the attribute \p name is.
std::optional<double>
bound_of(FileGraph const& graph, OnnxNode const& node, std::size_t input, char const* name) {
  if (node.inputs.size() > input) {
    return graph.number(node.inputs[input]);
  }
  for (auto const& [key, attribute] : node.attributes) {
    auto const* const number = std::get_if<float>(&attribute);
    if (key == name && number != nullptr) {
      return *number;
    }
  }
  return std::nullopt;
}

/// What the node at \p place cuts to 0 to 6 after 3 was added to it.
std::optional<std::string> moved_and_cut(FileGraph const& graph, NodePlace place) {
  OnnxNode const& clip = graph.at(place);
  bool const cuts = !clip.inputs.empty() && bound_of(graph, clip, 1, "min") == 0.0 &&
                    bound_of(graph, clip, 2, "max") == 6.0;
  auto const sum = cuts ? graph.maker(clip.inputs[0], "Add") : std::nullopt;
  auto const parts = sum ? graph.with_number(*sum) : std::nullopt;
  return parts && parts->number == 3.0 ? std::optional(parts->operand) : std::nullopt;
}

/// The node after \p place that takes a sixth of what it gives.
std::optional<NodePlace> sixth(FileGraph const& graph, NodePlace place) {
  for (char const* const type : {"Mul", "Div"}) {
    auto const next = graph.reader(place, type);
    auto const parts = next ? graph.with_number(*next) : std::nullopt;
    if (parts && parts->operand == graph.at(place).outputs.front() &&
        is_near(parts->number, 1.0 / 6.0)) {
      return next;
    }
  }
  return std::nullopt;
}

/// The node after \p place that multiplies what it gives by \p x.
std::optional<NodePlace> times(FileGraph const& graph, NodePlace place, std::string const& x) {
  auto const product = graph.reader(place, "Mul");
  bool const is_it = product && graph.other(*product, graph.at(place).outputs.front()) == x;
  return is_it ? product : std::nullopt;
}

} // namespace

std::optional<Whole> spelled_hard_swish(FileGraph const& graph, NodePlace place) {
  auto const x = graph.at(place).type == "Clip" ? moved_and_cut(graph, place) : std::nullopt;
  if (!x) {
    return std::nullopt;
  }
  auto const product = times(graph, place, *x);
  auto const share = product ? std::nullopt : sixth(graph, place);
  auto const last = product ? sixth(graph, *product)
                    : share ? times(graph, *share, *x)
                            : std::nullopt;
  return last ? std::optional(
                    whole(graph, *last, {.type = "HardSwish", .inputs = {*x}, .outputs = {}}))
              : std::nullopt;
}

} // namespace equivarify::codegen
