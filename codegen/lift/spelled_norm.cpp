#include "equivarify/codegen/lift/spelled_out.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

using Integers = std::vector<std::int64_t>;

/// The axes of the mean at \p place, an attribute or a constant, of which what is left has
/// extent 1.
std::optional<Integers> axes_of_mean(FileGraph const& graph, NodePlace place) {
  OnnxNode const& node = graph.at(place);
  std::optional<Integers> axes;
  for (auto const& [name, attribute] : node.attributes) {
    if (auto const* const list = std::get_if<Integers>(&attribute); list != nullptr) {
      axes = *list;
    }
    auto const* const kept = std::get_if<std::int64_t>(&attribute);
    if (name == "keepdims" && kept != nullptr && *kept == 0) {
      return std::nullopt;
    }
  }
  OnnxTensor const* const input = node.inputs.size() > 1 ? graph.constant(node.inputs[1]) : nullptr;
  auto const* const values = input == nullptr ? nullptr : std::get_if<Integers>(&input->values);
  return values == nullptr ? axes : std::optional(*values);
}

/// The first and the last of \p axes, between which none is missing.
std::optional<std::pair<std::int64_t, std::int64_t>> ends_of(Integers axes) {
  std::sort(axes.begin(), axes.end());
  bool const from_the_end = !axes.empty() && axes.front() < 0;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    if (axes[i] != axes.front() + static_cast<std::int64_t>(i)) {
      return std::nullopt;
    }
  }
  if (axes.empty() || (from_the_end && axes.back() != -1)) {
    return std::nullopt;
  }
  return std::pair(axes.front(), axes.back());
}

/// What the value \p name is the square of.
std::optional<std::string> root_of_square(FileGraph const& graph, std::string const& name) {
  if (auto const power = graph.maker(name, "Pow")) {
    auto const parts = graph.with_number(*power);
    return parts && is_near(parts->number, 2.0) ? std::optional(parts->operand) : std::nullopt;
  }
  auto const product = graph.maker(name, "Mul");
  bool const is_square = product && graph.at(*product).inputs.size() == 2 &&
                         graph.at(*product).inputs[0] == graph.at(*product).inputs[1];
  return is_square ? std::optional(graph.at(*product).inputs[0]) : std::nullopt;
}

/// x, of which \p name is the distance from its mean along \p axes.
std::optional<std::string>
centred(FileGraph const& graph, std::string const& name, Integers const& axes) {
  auto const difference = graph.maker(name, "Sub");
  if (!difference || graph.at(*difference).inputs.size() != 2) {
    return std::nullopt;
  }
  std::string const& x = graph.at(*difference).inputs[0];
  auto const mean = graph.maker(graph.at(*difference).inputs[1], "ReduceMean");
  bool const fits =
      mean && graph.at(*mean).inputs.front() == x && axes_of_mean(graph, *mean) == axes;
  return fits ? std::optional(x) : std::nullopt;
}

/// The variance and epsilon of which the node Sqrt at \p place is the root.
struct Variance {
  std::string mean; ///< of squares
  double epsilon = 0;
};

std::optional<Variance> variance_under(FileGraph const& graph, NodePlace place) {
  auto const sum = graph.maker(graph.at(place).inputs.front(), "Add");
  auto const parts = sum ? graph.with_number(*sum) : std::nullopt;
  return parts ? std::optional(Variance{parts->operand, parts->number}) : std::nullopt;
}

/// The constant that the sole reader of type \p type of \p last meets; \p last becomes that reader.
std::string constant_after(FileGraph const& graph, char const* type, NodePlace& last) {
  auto const next = graph.reader(last, type);
  std::string const name =
      next ? graph.other(*next, graph.at(last).outputs.front()) : std::string{};
  if (!next || graph.constant(name) == nullptr) {
    return "";
  }
  last = *next;
  return name;
}

} // namespace

std::optional<Whole> spelled_layer_norm(FileGraph const& graph, NodePlace place) {
  auto const variance =
      graph.at(place).type == "Sqrt" ? variance_under(graph, place) : std::nullopt;
  auto const mean = variance ? graph.maker(variance->mean, "ReduceMean") : std::nullopt;
  auto const axes = mean ? axes_of_mean(graph, *mean) : std::nullopt;
  auto const ends = axes ? ends_of(*axes) : std::nullopt;
  auto const difference =
      ends ? root_of_square(graph, graph.at(*mean).inputs.front()) : std::nullopt;
  auto const x = difference ? centred(graph, *difference, *axes) : std::nullopt;
  auto const quotient = x ? graph.reader(place, "Div") : std::nullopt;
  if (!quotient || centred(graph, graph.at(*quotient).inputs.front(), *axes) != x) {
    return std::nullopt;
  }
  NodePlace last = *quotient;
  std::string const scale = constant_after(graph, "Mul", last);
  std::string const bias = scale.empty() ? "" : constant_after(graph, "Add", last);
  OnnxNode node{.type = "LayerNormalization",
                .inputs = {*x, scale},
                .outputs = {},
                .attributes = {{"axis", ends->first},
                               {"last_axis", ends->second},
                               {"epsilon", static_cast<float>(variance->epsilon)}}};
  if (!bias.empty()) {
    node.inputs.push_back(bias);
  }
  return whole(graph, last, std::move(node));
}

} // namespace equivarify::codegen
