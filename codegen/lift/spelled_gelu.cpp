#include "equivarify/codegen/lift/spelled_out.hpp"

#include <cmath>
#include <numbers>
#include <string>

namespace equivarify::codegen {
namespace {

/// \p name as a number times the value \p x.
bool is_multiple(FileGraph const& graph,
                 std::string const& name,
                 std::string const& x,
                 double factor) {
  for (char const* const type : {"Mul", "Div"}) {
    auto const place = graph.maker(name, type);
    auto const parts = place ? graph.with_number(*place) : std::nullopt;
    if (parts && parts->operand == x && is_near(parts->number, factor)) {
      return true;
    }
  }
  return false;
}

/// The node after \p place that halves what it gives.
std::optional<NodePlace> halved(FileGraph const& graph, NodePlace place) {
  for (char const* const type : {"Mul", "Div"}) {
    auto const next = graph.reader(place, type);
    auto const parts = next ? graph.with_number(*next) : std::nullopt;
    if (parts && parts->operand == graph.at(place).outputs.front() && is_near(parts->number, 0.5)) {
      return next;
    }
  }
  return std::nullopt;
}

/// The node that gives x/2 (1 + s), s being given at \p place: whatever is multiplied first.
std::optional<NodePlace>
half_of_x_times(FileGraph const& graph, std::string const& x, NodePlace place) {
  auto const sum = graph.reader(place, "Add");
  auto const parts = sum ? graph.with_number(*sum) : std::nullopt;
  if (!parts || !is_near(parts->number, 1.0)) {
    return std::nullopt;
  }
  if (auto const half = halved(graph, *sum)) {
    auto const last = graph.reader(*half, "Mul");
    return last && graph.other(*last, graph.at(*half).outputs.front()) == x ? last : std::nullopt;
  }
  auto const product = graph.reader(*sum, "Mul");
  if (!product) {
    return std::nullopt;
  }
  std::string const factor = graph.other(*product, graph.at(*sum).outputs.front());
  if (factor == x) {
    return halved(graph, *product);
  }
  return is_multiple(graph, factor, x, 0.5) ? product : std::nullopt;
}

/// From the node Erf at \p place.
std::optional<Whole> exact_gelu(FileGraph const& graph, NodePlace place) {
  std::string const& argument = graph.at(place).inputs.front();
  for (char const* const type : {"Mul", "Div"}) {
    auto const scaled = graph.maker(argument, type);
    auto const parts = scaled ? graph.with_number(*scaled) : std::nullopt;
    if (!parts || !is_near(parts->number, std::numbers::sqrt2 / 2)) {
      continue;
    }
    if (auto const last = half_of_x_times(graph, parts->operand, place)) {
      return whole(graph, *last, {.type = "Gelu", .inputs = {parts->operand}, .outputs = {}});
    }
  }
  return std::nullopt;
}

/// Whether \p name is 0.044715 x^3.
bool is_cubic(FileGraph const& graph, std::string const& name, std::string const& x) {
  auto const product = graph.maker(name, "Mul");
  auto const parts = product ? graph.with_number(*product) : std::nullopt;
  auto const power = parts ? graph.maker(parts->operand, "Pow") : std::nullopt;
  auto const base = power ? graph.with_number(*power) : std::nullopt;
  return base && is_near(parts->number, 0.044715) && base->operand == x &&
         is_near(base->number, 3.0);
}

/// From the node Tanh at \p place, of sqrt(2 / pi) (x + 0.044715 x^3).
std::optional<Whole> gelu_by_tanh(FileGraph const& graph, NodePlace place) {
  auto const scaled = graph.maker(graph.at(place).inputs.front(), "Mul");
  auto const parts = scaled ? graph.with_number(*scaled) : std::nullopt;
  auto const sum = parts ? graph.maker(parts->operand, "Add") : std::nullopt;
  if (!sum || !is_near(parts->number, std::sqrt(2.0 / std::numbers::pi))) {
    return std::nullopt;
  }
  for (std::string const& x : graph.at(*sum).inputs) {
    auto const last = half_of_x_times(graph, x, place);
    if (last && is_cubic(graph, graph.other(*sum, x), x)) {
      return whole(graph,
                   *last,
                   {.type = "Gelu",
                    .inputs = {x},
                    .outputs = {},
                    .attributes = {{"approximate", std::string{"tanh"}}}});
    }
  }
  return std::nullopt;
}

} // namespace

std::optional<Whole> spelled_gelu(FileGraph const& graph, NodePlace place) {
  if (graph.at(place).type == "Erf") {
    return exact_gelu(graph, place);
  }
  return graph.at(place).type == "Tanh" ? gelu_by_tanh(graph, place) : std::nullopt;
}

} // namespace equivarify::codegen
