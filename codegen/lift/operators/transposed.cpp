#include "equivarify/codegen/lift/linear_map.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"
#include "equivarify/codegen/lift/operators/plane_window.hpp"
#include "equivarify/codegen/lift/pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;
using Integers = std::vector<std::int64_t>;

constexpr std::size_t most_spread_weights = std::size_t{1} << 24U; // as of a linear map

/// What pads and `auto_pad` cut off from the output of \p along, which spreads \p extent entries;
/// less than nothing where there are more entries behind.
class Cut {
public:
  explicit Cut(NodeContext const& context, std::size_t axes)
      : how_{context.text("auto_pad", "NOTSET")},
        more_{of_axes(context.integers("output_padding"), axes, 0, "output_padding")},
        shape_{context.integers("output_shape")} {
    if (how_ != "NOTSET" && how_ != "VALID" && how_ != "SAME_UPPER" && how_ != "SAME_LOWER") {
      throw LiftError(fmt::format("auto_pad {}", how_), "NOTSET, VALID, SAME_UPPER or SAME_LOWER");
    }
    if (shape_ && shape_->size() == axes + 2) { // with batch and channels, as some files have it
      shape_->erase(shape_->begin(), shape_->begin() + 2);
    }
    if (shape_) {
      shape_ = of_axes(shape_, axes, 1, "output_shape");
    }
  }

  void operator()(AxisWindow& along, std::size_t axis, std::int64_t extent) const {
    std::int64_t const full = (extent - 1) * along.stride + along.span();
    if (!shape_ && (how_ == "NOTSET" || how_ == "VALID")) {
      along.before = how_ == "VALID" ? 0 : along.before;
      along.after = (how_ == "VALID" ? 0 : along.after) - more_[axis];
      return;
    }
    std::int64_t const wanted = shape_ ? (*shape_)[axis] : extent * along.stride;
    std::int64_t const all = std::max<std::int64_t>(full + more_[axis] - wanted, 0);
    along.before = how_ == "SAME_UPPER" ? all / 2 : all - all / 2;
    along.after = full - wanted - along.before;
  }

private:
  std::string how_;
  Integers more_;
  std::optional<Integers> shape_;
};

/// A transposed convolution: its windows lie on its output.
struct Spread {
  OnnxTensor const& weight;
  std::int64_t groups = 1;
  PlaneWindow window{};
  Extents shape{}; ///< of the output

  [[nodiscard]] std::int64_t filters() const { return shape[1]; }

  /// The filter that channel \p channel adds to by its weights number \p index.
  [[nodiscard]] std::int64_t filter(std::int64_t channel, std::int64_t index) const {
    return channel / (weight.shape[0] / groups) * weight.shape[1] + index;
  }
};

Spread read_spread(NodeContext const& context) {
  Extents const& from = context.view(0).shape();
  Spread spread{.weight = context.constant(1), .groups = context.integer("group", 1)};
  Extents const& weight = spread.weight.shape;
  bool const fits = weight.size() == from.size() && from.size() >= 3 && from.size() <= 5 &&
                    weight[0] == from[1] && spread.groups >= 1 && weight[0] % spread.groups == 0;
  if (!fits) {
    throw LiftError(
        fmt::format(
            "weights {} in {} groups for {}", to_string(weight), spread.groups, to_string(from)),
        "a transposed convolution of 1 to 3 dimensions, [channels, filters, kernel]");
  }
  std::size_t const axes = from.size() - 2;
  Integers const strides = of_axes(context.integers("strides"), axes, 1, "strides");
  Integers const dilations = of_axes(context.integers("dilations"), axes, 1, "dilations");
  Integers const pads = of_axes(context.integers("pads"), 2 * axes, 0, "pads");
  Cut const cut{context, axes};
  spread.window.axes = axes;
  spread.shape = {1, weight[1] * spread.groups};
  for (std::size_t axis = 0; axis < axes; ++axis) {
    AxisWindow& along = spread.window.along(axis);
    along = {weight[2 + axis], strides[axis], dilations[axis], pads[axis], pads[axes + axis]};
    if (along.kernel == 0 || along.stride == 0 || along.dilation == 0) {
      throw LiftError("a kernel, stride or dilation of 0", "at least 1");
    }
    cut(along, axis, from[2 + axis]);
    spread.shape.push_back((from[2 + axis] - 1) * along.stride + along.span() - along.before -
                           along.after);
    if (spread.shape.back() < 1) {
      throw LiftError(fmt::format("{} entries along an axis", spread.shape.back()), "at least 1");
    }
  }
  return spread;
}

/// The weights of \p spread for one group and \p whole taps along rows and columns: zeros between
/// groups and taps, and behind them.
std::vector<float> whole_weights(Spread const& spread, Extent const& whole) {
  AxisWindow const& rows = spread.window.rows;
  AxisWindow const& columns = spread.window.columns;
  auto const channels = to_size(spread.weight.shape[0]);
  std::size_t const taps = whole.rows * whole.columns;
  std::size_t const filters = to_size(spread.filters());
  if (taps > most_spread_weights / std::max<std::size_t>(channels * filters, 1)) {
    throw LiftError(fmt::format("{} channels, {} filters and {} taps", channels, filters, taps),
                    fmt::format("at most {} weights", most_spread_weights));
  }
  std::vector<double> const numbers = numbers_of(spread.weight);
  std::vector<float> values(channels * filters * taps);
  std::size_t next = 0;
  for (std::size_t channel = 0; channel < channels; ++channel) {
    for (std::int64_t index = 0; index < spread.weight.shape[1]; ++index) {
      std::size_t const filter = to_size(spread.filter(static_cast<std::int64_t>(channel), index));
      float* const kernel = values.data() + (channel * filters + filter) * taps;
      for (std::int64_t i = 0; i < rows.kernel; ++i) {
        for (std::int64_t j = 0; j < columns.kernel; ++j) {
          kernel[to_size(i * rows.dilation) * whole.columns + to_size(j * columns.dilation)] =
              static_cast<float>(numbers[next++]);
        }
      }
    }
  }
  return values;
}

LiftedTensor bias_of(NodeContext const& context) {
  OnnxTensor const& constant = context.constant(2);
  std::vector<double> const numbers = numbers_of(constant);
  return {"bias", {numbers.begin(), numbers.end()}, constant.name, constant.shape, {}};
}

/// Of planes and lines: the layer `conv_transpose2d`.
Values spread_planes(NodeContext const& context, Spread spread) {
  NetworkBuilder& network = context.network();
  std::size_t const input = picture_of(network, context.name(), context.view(0));
  PlaneWindow window = spread.window;
  for (AxisWindow* const along : {&window.rows, &window.columns}) {
    along->kernel = along->span() + std::max<std::int64_t>(0, -along->after);
    along->after = std::max<std::int64_t>(0, along->after);
    along->dilation = 1;
  }
  Extent const whole = extent_of(window, &AxisWindow::kernel);
  std::vector<float> weights = whole_weights(spread, whole);
  bool const is_same = weights.size() == spread.weight.size();
  std::vector<LiftedTensor> tensors{{"weight",
                                     std::move(weights),
                                     spread.weight.name,
                                     spread.weight.shape,
                                     is_same ? "" : "with zeros between groups and taps"}};
  if (context.has(2)) {
    tensors.push_back(bias_of(context));
  }
  std::size_t const value =
      network.add(context.name(),
                  operation_with("conv_transpose2d",
                                 {{"filters", to_size(spread.filters())},
                                  {"kernel", whole},
                                  {"stride", extent_of(window, &AxisWindow::stride)},
                                  {"padding", padding_of(window)},
                                  {"bias", context.has(2)}}),
                  {input},
                  std::move(tensors));
  return {whole_view(value, spread.shape)};
}

/// Where a place and a tap along an axis come to in the output; nothing where that is cut off.
std::optional<std::int64_t>
target_of(AxisWindow const& along, std::int64_t place, std::int64_t tap, std::int64_t extent) {
  std::int64_t const target = place * along.stride + tap * along.dilation - along.before;
  return target >= 0 && target < extent ? std::optional{target} : std::nullopt;
}

/// The places of \p shape, counted.
template <typename F>
void for_each_of(Extents const& shape, F const& f) {
  Extents place(shape.size(), 0);
  for (std::size_t i = 0; i < entries_of(shape); ++i) {
    f(place, i);
    for (std::size_t axis = shape.size(); axis > 0 && ++place[axis - 1] == shape[axis - 1];
         --axis) {
      place[axis - 1] = 0;
    }
  }
}

/// Of volumes, which no layer spreads: a linear map.
Values spread_volumes(NodeContext const& context, Spread spread) {
  NetworkBuilder& network = context.network();
  View const& view = context.view(0);
  require_room(network, entries_of(spread.shape), network.shape(view.value).size());
  std::vector<double> const numbers = numbers_of(spread.weight);
  Extents taps = spread.weight.shape;
  taps.erase(taps.begin());
  std::size_t const weights = entries_of(taps);
  SparseMap map{spread.shape, {}};
  for_each_of(view.shape(), [&](Extents const& from, std::size_t entry) {
    for_each_of(taps, [&](Extents const& tap, std::size_t number) {
      std::int64_t row = spread.filter(from[1], tap[0]);
      for (std::size_t axis = 0; axis < spread.window.axes; ++axis) {
        std::int64_t const extent = spread.shape[2 + axis];
        auto const target =
            target_of(spread.window.along(axis), from[2 + axis], tap[1 + axis], extent);
        if (!target) {
          return;
        }
        row = row * extent + *target;
      }
      double const weight = numbers[to_size(from[1]) * weights + number];
      map.weights.push_back({to_size(row), entry, static_cast<float>(weight)});
    });
  });
  if (context.has(2)) {
    std::vector<double> const bias = numbers_of(context.constant(2));
    std::size_t const plane = entries_of(spread.shape) / to_size(spread.filters());
    for (std::size_t row = 0; row < entries_of(spread.shape); ++row) {
      map.summands.push_back(static_cast<float>(bias.at(row / plane)));
    }
  }
  return {mapped(network, context.name(), view, map)};
}

/// The transpose of a convolution: padding is cut off from its output.
Values conv_transpose(NodeContext const& context) {
  Spread spread = read_spread(context);
  if (context.has(2) && context.constant(2).size() != to_size(spread.filters())) {
    throw LiftError(fmt::format("{} numbers as a bias", context.constant(2).size()),
                    fmt::format("{}, one for each filter", spread.filters()));
  }
  return spread.window.axes == 3 ? spread_volumes(context, std::move(spread))
                                 : spread_planes(context, std::move(spread));
}

} // namespace

std::vector<OperatorRow> transposed_operators() {
  return {{"ConvTranspose", conv_transpose}};
}

} // namespace equivarify::codegen
