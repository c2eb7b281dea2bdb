#include "equivarify/codegen/lift/operators/wrapped.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::codegen {
namespace {

/// Rows or columns: entry i of the view is entry (i - before) modulo the size.
struct WrappedAxis {
  std::int64_t size;
  std::int64_t before;
  std::int64_t after;

  /// \p seen entries, the first of which is entry \p first.
  WrappedAxis(std::size_t extent, std::int64_t seen, std::int64_t first)
      : size{static_cast<std::int64_t>(extent)}, before{(size - first) % size}, after{seen - size -
                                                                                      before} {
    if (before == 0 && after > size) { // all of it before, which begins in the same place
      before = size;
      after -= size;
    }
  }

  [[nodiscard]] bool is_margin() const { return after >= 0 && after <= size; }

  [[nodiscard]] std::int64_t at(std::int64_t i) const { return (i - before + size) % size; }
};

bool repeats(View const& view, WrappedAxis const& rows, WrappedAxis const& columns) {
  Extents const& seen = view.shape();
  auto place = view.places().begin();
  for (std::int64_t channel = 0; channel < seen[1]; ++channel) {
    for (std::int64_t i = 0; i < seen[2]; ++i) {
      for (std::int64_t j = 0; j < seen[3]; ++j, ++place) {
        if (*place != (channel * rows.size + rows.at(i)) * columns.size + columns.at(j)) {
          return false;
        }
      }
    }
  }
  return true;
}

} // namespace

std::optional<Margins> wrapped_around(NetworkBuilder const& network, View const& view) {
  Shape const& shape = network.shape(view.value);
  Extents const& seen = view.shape();
  bool const are_planes = shape.depth == 1 && seen.size() == 4 && seen[0] == 1 &&
                          seen[1] == static_cast<std::int64_t>(shape.channels) &&
                          !view.places().empty();
  if (!are_planes) {
    return std::nullopt;
  }
  std::int64_t const first = view.places().front();
  auto const width = static_cast<std::int64_t>(shape.columns);
  WrappedAxis const rows{shape.rows, seen[2], first / width};
  WrappedAxis const columns{shape.columns, seen[3], first % width};
  bool const is_wider = seen[2] > rows.size || seen[3] > columns.size;
  if (!is_wider || rows.before > rows.size || !rows.is_margin() || !columns.is_margin() ||
      !repeats(view, rows, columns)) {
    return std::nullopt;
  }
  auto const margin = [](std::int64_t number) { return static_cast<std::size_t>(number); };
  return Margins{.top = margin(rows.before),
                 .left = margin(columns.before),
                 .bottom = margin(rows.after),
                 .right = margin(columns.after)};
}

} // namespace equivarify::codegen
