#include "equivarify/codegen/lift/linear_map.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"
#include "equivarify/codegen/lift/operators/plane_window.hpp"
#include "equivarify/codegen/lift/pictures.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;

PlaneWindow pool_window(NodeContext const& context) {
  auto const kernel = context.integers("kernel_shape");
  if (!kernel || context.node().outputs.size() > 1) {
    throw LiftError("a pool without a size, or one that tells places", "a size, and one output");
  }
  return read_windows(context, context.view(0).shape(), *kernel);
}

bool is_dilated(PlaneWindow const& window) {
  std::array const axes{window.slices, window.rows, window.columns};
  return std::any_of(axes.begin(), axes.end(), [](auto const& along) {
    return along.dilation != 1 && along.kernel != 1;
  });
}

/// Whether `ceil_mode` adds windows that pass the padding.
bool passes_padding(PlaneWindow const& window) {
  return window.slices.beyond + window.rows.beyond + window.columns.beyond > 0;
}

/// The layer \p name with \p window; of a mean, whether cells of padding count.
Values add_pool(NodeContext const& context,
                char const* name,
                PlaneWindow const& window,
                std::optional<bool> counts = {}) {
  NetworkBuilder& network = context.network();
  std::size_t const input = picture_of(network, context.name(), context.view(0));
  Operation operation =
      operation_with(of_kind(name, window),
                     {{"size", extent_of(window, &AxisWindow::kernel)},
                      {"stride", extent_of(window, &AxisWindow::stride)},
                      {"padding", padding_on(window, network.shape(input).extent())}});
  if (counts) {
    operation.type().find_field("count_include_pad")->set(operation, *counts);
  }
  std::size_t const value = network.add(context.name(), std::move(operation), {input});
  return {whole_view(value,
                     result_shape(context.view(0).shape(), network.shape(value).channels, window))};
}

/// What one window sees along all axes.
struct Seen {
  std::vector<std::size_t> entries{0}; ///< of the array, in it
  std::size_t cells = 1;               ///< of the array and its padding
};

/// \p seen of the axes before, with what the window number \p number sees along the next one, of \p
/// extent entries.
Seen seen_along(Seen const& seen,
                AxisWindow const& along,
                std::int64_t number,
                std::int64_t extent) {
  Seen result{{}, 0};
  std::vector<std::int64_t> inside;
  for (std::int64_t tap = 0; tap < along.kernel; ++tap) {
    std::int64_t const place = number * along.stride + tap * along.dilation - along.before;
    result.cells += place < extent + along.after - along.beyond ? seen.cells : 0;
    if (place >= 0 && place < extent) {
      inside.push_back(place);
    }
  }
  for (std::size_t const entry : seen.entries) {
    for (std::int64_t const place : inside) {
      result.entries.push_back(entry * to_size(extent) + to_size(place));
    }
  }
  return result;
}

/// What each window sees of an array of \p shape, in the order of the result. \throws LiftError
/// where one sees nothing
std::vector<Seen> seen_by_windows(Extents const& shape, PlaneWindow window) {
  std::vector<Seen> all;
  for (std::size_t channel = 0; channel < to_size(shape[1]); ++channel) {
    all.push_back({{channel}, 1});
  }
  for (std::size_t axis = 0; axis < window.axes; ++axis) {
    std::vector<Seen> next;
    for (Seen const& seen : all) {
      for (std::int64_t i = 0; i < window.along(axis).count(shape[2 + axis]); ++i) {
        next.push_back(seen_along(seen, window.along(axis), i, shape[2 + axis]));
      }
    }
    all = std::move(next);
  }
  for (Seen const& seen : all) {
    if (seen.entries.empty()) {
      throw LiftError("a window on padding alone", "windows that see an entry");
    }
  }
  return all;
}

/// The shape that windows give; \throws LiftError unless there is room for \p rows times as many.
Extents roomy_shape(NodeContext const& context, PlaneWindow const& window, std::size_t rows) {
  View const& view = context.view(0);
  Extents const shape = result_shape(view.shape(), to_size(view.shape()[1]), window);
  require_room(
      context.network(), entries_of(shape) * rows, context.network().shape(view.value).size());
  return shape;
}

/// The largest entry of each window with gaps: an entry stands in for each that it lacks.
Values largest_with_gaps(NodeContext const& context, PlaneWindow const& window) {
  std::size_t const taps =
      to_size(window.slices.kernel * window.rows.kernel * window.columns.kernel);
  EntryGroups groups{roomy_shape(context, window, taps), {}};
  for (Seen& seen : seen_by_windows(context.view(0).shape(), window)) {
    seen.entries.resize(taps, seen.entries.front());
    groups.members.push_back(std::move(seen.entries));
  }
  return {largest_of(context, context.view(0), groups, 1.0F)};
}

/// The mean of each window by a linear map; \p counts whether cells of padding count.
Values mean_by_map(NodeContext const& context, PlaneWindow const& window, bool counts) {
  SparseMap map{roomy_shape(context, window, 1), {}};
  std::size_t row = 0;
  for (Seen const& seen : seen_by_windows(context.view(0).shape(), window)) {
    float const share = 1.0F / static_cast<float>(counts ? seen.cells : seen.entries.size());
    for (std::size_t const entry : seen.entries) {
      map.weights.push_back({row, entry, share});
    }
    ++row;
  }
  return {mapped(context.network(), context.name(), context.view(0), map)};
}

Values max_pool(NodeContext const& context) {
  PlaneWindow const window = pool_window(context);
  if (is_dilated(window)) {
    return largest_with_gaps(context, window);
  }
  return add_pool(context, "max_pool", window);
}

Values average_pool(NodeContext const& context) {
  PlaneWindow const window = pool_window(context);
  bool const counts = context.integer("count_include_pad", 0) != 0;
  if (is_dilated(window) || (counts && passes_padding(window))) {
    return mean_by_map(context, window, counts);
  }
  bool const pads = padding_of(window) != Padding::valid;
  return add_pool(context, "average_pool", window, counts || !pads);
}

} // namespace

std::vector<OperatorRow> pool_operators() {
  return {{"AveragePool", average_pool}, {"MaxPool", max_pool, true}};
}

} // namespace equivarify::codegen
