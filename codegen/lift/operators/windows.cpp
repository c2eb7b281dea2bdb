#include "equivarify/codegen/lift/operators/operator.hpp"
#include "equivarify/codegen/lift/operators/plane_window.hpp"
#include "equivarify/codegen/lift/operators/wrapped.hpp"
#include "equivarify/codegen/lift/operators/zeros.hpp"
#include "equivarify/codegen/lift/pictures.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;

/// Weights and bias of \p context as they are in the file.
std::vector<LiftedTensor> tensors_of(NodeContext const& context) {
  std::vector<LiftedTensor> tensors;
  for (std::size_t input = 1; input < 3; ++input) {
    if (context.has(input)) {
      OnnxTensor const& constant = context.constant(input);
      std::vector<double> const numbers = numbers_of(constant);
      tensors.push_back({input == 1 ? "weight" : "bias",
                         {numbers.begin(), numbers.end()},
                         constant.name,
                         constant.shape,
                         {}});
    }
  }
  return tensors;
}

/// \p window with \p margins more around it.
void widen(PlaneWindow& window, Margins const& margins) {
  auto const add = [](std::int64_t& padding, std::size_t more) {
    padding += static_cast<std::int64_t>(more);
  };
  add(window.slices.before, margins.front);
  add(window.slices.after, margins.back);
  add(window.rows.before, margins.top);
  add(window.rows.after, margins.bottom);
  add(window.columns.before, margins.left);
  add(window.columns.after, margins.right);
}

/// What a convolution with \p window, which is widened for what lies around, reads.
struct ConvInput {
  std::size_t value = 0;
  bool is_circular = false; ///< around its planes is their other side, and nothing else
};

ConvInput conv_input(NodeContext const& context, PlaneWindow& window) {
  NetworkBuilder& network = context.network();
  View const& view = context.view(0);
  std::optional<Margins> const wrapped = wrapped_around(network, view);
  if (wrapped && padding_of(window) == Padding::valid) {
    widen(window, *wrapped);
    return {view.value, true};
  }
  std::size_t const input = picture_of(network, context.name(), view);
  if (auto const zeros = zeros_around(network, input)) {
    widen(window, zeros->margins);
    return {zeros->read};
  }
  return {input};
}

Values conv(NodeContext const& context) {
  View const& view = context.view(0);
  NetworkBuilder& network = context.network();
  OnnxTensor const& weight = context.constant(1);
  if (weight.shape.size() != view.shape().size()) {
    throw LiftError(fmt::format("weights {}", to_string(weight.shape)),
                    "[filters, channels, kernel]");
  }
  PlaneWindow window =
      read_windows(context, view.shape(), {weight.shape.begin() + 2, weight.shape.end()});
  std::int64_t const groups = context.integer("group", 1);
  if (groups < 1 || groups > weight.shape[0]) {
    throw LiftError(fmt::format("{} groups of {} filters", groups, weight.shape[0]),
                    "at least one filter for each group");
  }
  std::size_t const filters = to_size(weight.shape[0]);
  Extents const shape = result_shape(view.shape(), filters, window);
  ConvInput const input = conv_input(context, window);
  std::size_t const value = network.add(
      context.name(),
      operation_with(of_kind("conv", window),
                     {{"filters", filters},
                      {"kernel", extent_of(window, &AxisWindow::kernel)},
                      {"stride", extent_of(window, &AxisWindow::stride)},
                      {"padding", padding_on(window, network.shape(input.value).extent())},
                      {"dilation", extent_of(window, &AxisWindow::dilation)},
                      {"groups", to_size(groups)},
                      {"circular", input.is_circular},
                      {"bias", context.has(2)}}),
      {input.value},
      tensors_of(context));
  return {whole_view(value, shape)};
}

} // namespace

std::vector<OperatorRow> window_operators() {
  return {{"Conv", conv}};
}

} // namespace equivarify::codegen
