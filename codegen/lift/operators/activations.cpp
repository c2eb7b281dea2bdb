#include "equivarify/codegen/lift/operators/operator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;

constexpr float largest_bound = 1e6F; // of the layer clip

/// The layer called \p type, which has no fields.
template <char const* type>
Values plain(NodeContext const& context) {
  return {applied(context, type)};
}

constexpr char relu[] = "relu";
constexpr char sigmoid[] = "sigmoid";
constexpr char tanh[] = "tanh";

View elu_of(NodeContext const& context, float alpha) {
  if (!(alpha >= 0.0F && alpha <= 100.0F)) {
    throw LiftError(fmt::format("alpha {}", alpha), "alpha from 0 to 100");
  }
  return context.on_each_entry(context.view(0),
                               operation_with("elu", {{"alpha", as_field(alpha)}}));
}

Values elu(NodeContext const& context) {
  return {elu_of(context, context.number("alpha", 1.0F))};
}

/// gamma times elu.
Values selu(NodeContext const& context) {
  View const view = elu_of(context, context.number("alpha", 1.67326319217681884765625F));
  float const gamma = context.number("gamma", 1.05070102214813232421875F);
  std::size_t const size = view.entries.size();
  return {
      add_affine(context, view, std::vector<float>(size, gamma), std::vector<float>(size, 0.0F))};
}

/// x where it is positive, elsewhere its slope times x: relu(x) - slope relu(-x), each exact.
View by_slopes(NodeContext const& context, View x, std::vector<float> slopes) {
  auto const all = [&](float number) { return std::vector<float>(slopes.size(), number); };
  x.is_sole = false;
  View const above = context.on_each_entry(x, operation_of("relu"));
  View const negated = add_affine(context, x, all(-1.0F), all(0.0F));
  View const below = context.on_each_entry(negated, operation_of("relu"));
  std::transform(slopes.begin(), slopes.end(), slopes.begin(), std::negate<>{});
  return add_views(context, {above, add_affine(context, below, slopes, all(0.0F))});
}

/// With one slope for all.
View leaky(NodeContext const& context, float slope) {
  View const& x = context.view(0);
  if (!(slope >= 0.0F && slope <= 1.0F)) {
    return by_slopes(context, x, std::vector<float>(x.entries.size(), slope));
  }
  return context.on_each_entry(x, operation_with("leaky_relu", {{"slope", as_field(slope)}}));
}

Values leaky_relu(NodeContext const& context) {
  return {leaky(context, context.number("alpha", 0.01F))};
}

/// The slopes, stretched to the input; sets before 7 have one for each channel, or one for all.
OnnxTensor slopes_of(NodeContext const& context, Extents const& shape) {
  OnnxTensor slopes = context.constant(1);
  if (context.operator_set() < 7 && slopes.shape.size() == 1 && slopes.size() > 1) {
    Extents channels(std::max<std::size_t>(shape.size(), 2) - 1, 1);
    channels.front() = slopes.shape.front();
    slopes = reshape(std::move(slopes), std::move(channels), true);
  }
  if (broadcast_shape(slopes.shape, shape) != shape) {
    throw LiftError(fmt::format("slopes {} for {}", to_string(slopes.shape), to_string(shape)),
                    "slopes that are stretched to what they are for");
  }
  return broadcast(slopes, shape);
}

Values prelu(NodeContext const& context) {
  View const& x = context.view(0);
  std::vector<double> const numbers = numbers_of(slopes_of(context, x.shape()));
  std::vector<float> const slopes(numbers.begin(), numbers.end());
  bool const is_one = std::all_of(
      slopes.begin(), slopes.end(), [&](float slope) { return slope == slopes.front(); });
  return {is_one && !slopes.empty() ? leaky(context, slopes.front())
                                    : by_slopes(context, x, slopes)};
}

Values gelu(NodeContext const& context) {
  std::string const form = context.text("approximate", "none");
  if (form != "none" && form != "tanh") {
    throw LiftError(fmt::format("gelu approximated by {}", form), "the exact gelu, or by tanh");
  }
  return {
      context.on_each_entry(context.view(0), operation_of(form == "tanh" ? "gelu_tanh" : "gelu"))};
}

/// max(0, min(1, alpha x + beta)): a layer of its own for alpha 1/6, beta 1/2.
Values hard_sigmoid(NodeContext const& context) {
  View const& view = context.view(0);
  float const alpha = context.number("alpha", 0.2F);
  float const beta = context.number("beta", 0.5F);
  if (std::abs(alpha - 1.0F / 6.0F) < 1e-6F && beta == 0.5F) {
    return {context.on_each_entry(view, operation_of("hard_sigmoid"))};
  }
  std::size_t const size = view.entries.size();
  View const affine =
      add_affine(context, view, std::vector<float>(size, alpha), std::vector<float>(size, beta));
  return {context.on_each_entry(affine, operation_with("clip", {{"low", 0.0}, {"high", 1.0}}))};
}

float bound(NodeContext const& context, std::size_t input, char const* name, float otherwise) {
  if (!context.has(input)) {
    return context.number(name, otherwise);
  }
  std::vector<double> const values = numbers_of(context.constant(input));
  if (values.size() != 1) {
    throw LiftError(fmt::format("{} numbers as a bound", values.size()), "one");
  }
  return static_cast<float>(values.front());
}

/// The larger of x and \p bound, the smaller one for the \p sign -1: bound + sign relu(sign (x -
/// bound)).
FileValue one_sided(NodeContext const& context, float bound, float sign) {
  View const& x = context.view(0);
  auto const all = [&](float number) { return std::vector<float>(x.entries.size(), number); };
  View const inner = add_affine(context, x, all(sign), all(-sign * bound));
  View const beyond = context.on_each_entry(inner, operation_of("relu"));
  return add_affine(context, beyond, all(sign), all(bound));
}

Values clip(NodeContext const& context) {
  float const none = std::numeric_limits<float>::max();
  float const low = bound(context, 1, "min", -none);
  float const high = bound(context, 2, "max", none);
  if (low == 0.0F && high >= none) {
    return plain<relu>(context);
  }
  if (low <= -none && high >= none) {
    return {context.view(0)};
  }
  if (std::isfinite(low) && std::isfinite(high) && (low <= -none || high >= none)) {
    return {one_sided(context, low <= -none ? high : low, low <= -none ? -1.0F : 1.0F)};
  }
  if (!(low >= -largest_bound && high <= largest_bound && low < high)) {
    throw LiftError(fmt::format("numbers from {} to {}", low, high),
                    "both bounds, from -1000000 to 1000000, the lower one first");
  }
  return {context.on_each_entry(
      context.view(0), operation_with("clip", {{"low", as_field(low)}, {"high", as_field(high)}}))};
}

} // namespace

std::vector<OperatorRow> activation_operators() {
  return {{"Clip", clip, true},
          {"Elu", elu},
          {"Gelu", gelu},
          {"HardSigmoid", hard_sigmoid},
          {"LeakyRelu", leaky_relu},
          {"PRelu", prelu},
          {"Relu", plain<relu>},
          {"Selu", selu},
          {"Sigmoid", plain<sigmoid>},
          {"Tanh", plain<tanh>}};
}

} // namespace equivarify::codegen
