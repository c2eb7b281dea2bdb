#include "equivarify/codegen/lift/linear_map.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"
#include "equivarify/codegen/lift/operators/terms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;
using Numbers = std::vector<float>;

/// Four numbers for each channel: weight, bias, running mean and variance.
using NormTensors = std::vector<Numbers>;

constexpr char const* norm_names[] = {"weight", "bias", "running_mean", "running_variance"};

bool are_all(Numbers const& numbers, float value) {
  return std::all_of(numbers.begin(), numbers.end(), [&](float number) { return number == value; });
}

/// The bias of the layer \p lifted, zeros if it had none.
LiftedTensor* bias_in(LiftedLayer& lifted) {
  Operation& operation = lifted.layer.operation;
  if (lifted.find("bias") == nullptr) {
    operation.type().find_field("bias")->set(operation, true);
    lifted.tensors.push_back({"bias", Numbers(lifted.layer.output.channels, 0.0F)});
  }
  return lifted.find("bias");
}

/// Adds \p summands to the bias of the layer that gives the value of \p view, if that can be done.
bool add_to_bias(NodeContext const& context, View const& view, Numbers const& summands) {
  NetworkBuilder& network = context.network();
  LiftedLayer* const maker = network.maker(view.value);
  if (maker == nullptr || !view.is_sole || network.is_read(view.value)) {
    return false;
  }
  StructuralClass const structure = structure_of(maker->layer.operation);
  bool const has_bias = structure == StructuralClass::linear ||
                        structure == StructuralClass::linear_in_windows ||
                        structure == StructuralClass::affine_in_channels;
  auto const channels = by_channel(network, view, summands, 0.0F);
  if (!has_bias || !channels) {
    return false;
  }
  LiftedTensor* const bias = bias_in(*maker);
  bool const was_there = !bias->source.empty();
  bias->change = was_there ? bias->change : "";
  for (std::size_t i = 0; i < bias->values.size(); ++i) {
    bias->values[i] += (*channels)[i];
  }
  for (std::size_t i = 0; i < context.size(); ++i) {
    if (context.is_constant(i)) {
      OnnxTensor const& constant = context.constant(i);
      bias->source += (was_there ? " + " : "") + constant.name;
      bias->source_shape = was_there ? bias->source_shape : constant.shape;
    }
  }
  return true;
}

Numbers each(Numbers numbers, float (*function)(float)) {
  std::transform(numbers.begin(), numbers.end(), numbers.begin(), function);
  return numbers;
}

/// Both inputs are constants: what \p function makes of them.
Values folded(NodeContext const& context, std::function<double(double, double)> const& function) {
  return {combine(context.constant(0), context.constant(1), function)};
}

/// \p constant for \p view: operator sets before 7 may say from which axis on it is stretched.
OnnxTensor aligned(NodeContext const& context, OnnxTensor const& constant, View const& view) {
  std::int64_t const axis = context.operator_set() < 7 ? context.integer("axis", -1) : -1;
  Extents shape = constant.shape;
  while (axis >= 0 && static_cast<std::size_t>(axis) + shape.size() < view.shape().size()) {
    shape.push_back(1);
  }
  return reshape(constant, std::move(shape), true);
}

/// x with a constant, or a constant with x; which of both is \p first.
template <typename Lift>
Values with_constant(NodeContext const& context, Lift const& lift) {
  bool const constant_first = context.is_constant(0);
  View view = context.view(constant_first ? 1 : 0);
  OnnxTensor const& constant = context.constant(constant_first ? 0 : 1);
  Numbers const numbers = stretched(aligned(context, constant, view), view);
  auto [factors, summands] = lift(numbers, constant_first);
  return {add_affine(context, std::move(view), factors, summands)};
}

Values add(NodeContext const& context) {
  if (context.all_constant()) {
    return folded(context, std::plus<>{});
  }
  if (!context.is_constant(0) && !context.is_constant(1)) {
    return {add_views(context, {context.view(0), context.view(1)})};
  }
  return with_constant(context, [](Numbers const& c, bool) {
    return std::pair{Numbers(c.size(), 1.0F), c};
  });
}

Values subtract(NodeContext const& context) {
  if (context.all_constant()) {
    return folded(context, std::minus<>{});
  }
  if (!context.is_constant(0) && !context.is_constant(1)) {
    View const& b = context.view(1);
    std::size_t const size = b.entries.size();
    return {add_views(
        context,
        {context.view(0), add_affine(context, b, Numbers(size, -1.0F), Numbers(size, 0.0F))})};
  }
  return with_constant(context, [](Numbers const& c, bool constant_first) {
    return constant_first ? std::pair{Numbers(c.size(), -1.0F), c}
                          : std::pair{Numbers(c.size(), 1.0F), each(c, [](float x) { return -x; })};
  });
}

Values multiply(NodeContext const& context) {
  if (context.all_constant()) {
    return folded(context, std::multiplies<>{});
  }
  if (context.node().inputs[0] == context.node().inputs[1]) {
    return {context.on_each_entry(context.view(0), operation_of("square"))};
  }
  if (!context.is_constant(0) && !context.is_constant(1)) {
    return {multiply_views(context, context.view(0), context.view(1))};
  }
  return with_constant(context, [](Numbers const& c, bool) {
    return std::pair{c, Numbers(c.size(), 0.0F)};
  });
}

Values divide(NodeContext const& context) {
  if (context.all_constant()) {
    return folded(context, std::divides<>{});
  }
  if (!context.is_constant(0) && !context.is_constant(1)) { // a (1 / b)
    View const share = context.on_each_entry(context.view(1), operation_of("reciprocal"));
    return {multiply_views(context, context.view(0), share)};
  }
  if (context.is_constant(0)) { // c (1 / x)
    View view = context.view(1);
    Numbers const numbers = stretched(context.constant(0), view);
    View const share = context.on_each_entry(view, operation_of("reciprocal"));
    return {add_affine(context, share, numbers, Numbers(numbers.size(), 0.0F))};
  }
  return with_constant(context, [](Numbers const& c, bool) {
    return std::pair{each(c, [](float x) { return 1.0F / x; }), Numbers(c.size(), 0.0F)};
  });
}

Values negate(NodeContext const& context) {
  if (context.all_constant()) {
    OnnxTensor const zero{{}, {}, std::vector<std::int64_t>{0}};
    return {combine(zero, context.constant(0), std::minus<>{})};
  }
  View const& view = context.view(0);
  std::size_t const size = view.entries.size();
  return {add_affine(context, view, Numbers(size, -1.0F), Numbers(size, 0.0F))};
}

/// The constant input \p input of a normalisation, which has a number for each channel of \p view.
std::pair<Numbers, float>
channel_numbers(NodeContext const& context, std::size_t input, View const& view) {
  OnnxTensor const& constant = context.constant(input);
  Extents const& shape = view.shape();
  if (shape.size() < 2 || constant.shape != Extents{shape[1]}) {
    throw LiftError(fmt::format("{} numbers for {}", to_string(constant.shape), to_string(shape)),
                    "one for each channel");
  }
  Extents stretched_shape(shape.size(), 1);
  stretched_shape[1] = shape[1];
  OnnxTensor const channels = reshape(constant, stretched_shape, true);
  std::vector<double> const numbers = numbers_of(broadcast(channels, shape));
  bool const is_start_one = input == 1 || input == 4;
  return {Numbers(numbers.begin(), numbers.end()), is_start_one ? 1.0F : 0.0F};
}

Values batch_norm(NodeContext const& context) {
  bool const trains = context.operator_set() < 7 ? context.integer("is_test", 0) == 0
                                                 : context.integer("training_mode", 0) != 0;
  if (trains || context.node().outputs.size() > 1) {
    throw LiftError("a normalisation in training mode", "one with the running mean and variance");
  }
  View view = context.view(0);
  std::vector<std::pair<Numbers, float>> numbers;
  for (std::size_t input = 1; input <= 4; ++input) {
    numbers.push_back(channel_numbers(context, input, view));
  }
  std::vector<Numbers> channels = per_channel(context.network(), view, numbers);
  std::vector<LiftedTensor> tensors;
  for (std::size_t t = 0; t < channels.size(); ++t) {
    OnnxTensor const& source = context.constant(t + 1);
    tensors.push_back({norm_names[t], std::move(channels[t]), source.name, source.shape, {}});
  }
  double const epsilon = as_field(context.number("epsilon", 1e-5F));
  std::size_t const value =
      context.network().add(context.name(),
                            operation_with("batch_norm", {{"epsilon", epsilon}}),
                            {view.value},
                            std::move(tensors));
  return {View{value, view.entries}};
}

} // namespace

std::vector<std::vector<float>>
per_channel(NetworkBuilder& network, View& view, ViewNumbers const& all) {
  for (int attempt = 0;; ++attempt) {
    std::vector<Numbers> result;
    for (auto const& [numbers, otherwise] : all) {
      if (auto channels = by_channel(network, view, numbers, otherwise)) {
        result.push_back(*std::move(channels));
      }
    }
    if (result.size() == all.size()) {
      return result;
    }
    if (attempt == 0) {
      view.value = network.flat(view.value);
    } else { // entries that meet several numbers become several
      view = in_order(network, "stretched", view);
    }
  }
}

View add_affine(NodeContext const& context,
                View view,
                std::vector<float> const& factors,
                std::vector<float> const& summands) {
  if (are_all(factors, 1.0F) && are_all(summands, 0.0F)) {
    return view;
  }
  if (are_all(factors, 1.0F) && add_to_bias(context, view, summands)) {
    return view;
  }
  std::vector<Numbers> channels =
      per_channel(context.network(), view, {{factors, 1.0F}, {summands, 0.0F}});
  std::string source;
  for (std::size_t i = 0; i < context.size(); ++i) {
    source = context.is_constant(i) ? context.constant(i).name : source;
  }
  std::size_t const count = channels.front().size();
  constexpr double epsilon = 0x1p-17; // so that 1 - epsilon + epsilon is 1, without rounding
  std::vector<LiftedTensor> tensors{{"weight", std::move(channels[0]), source, {}, {}},
                                    {"bias", std::move(channels[1]), source, {}, {}},
                                    {"running_mean", Numbers(count, 0.0F), {}, {}, "0"},
                                    {"running_variance",
                                     Numbers(count, 1.0F - static_cast<float>(epsilon)),
                                     {},
                                     {},
                                     "1 - epsilon"}};
  std::size_t const value =
      context.network().add(context.name(),
                            operation_with("batch_norm", {{"epsilon", epsilon}}),
                            {view.value},
                            std::move(tensors));
  return {value, view.entries};
}

std::vector<OperatorRow> affine_operators() {
  return {{"Add", add},
          {"BatchNormalization", batch_norm},
          {"Div", divide},
          {"Mul", multiply},
          {"Neg", negate},
          {"Sub", subtract}};
}

} // namespace equivarify::codegen
