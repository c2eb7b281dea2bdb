#include "equivarify/codegen/audit/spec/slid_windows.hpp"

#include "equivarify/codegen/audit/spec/layer_class.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// What transposed windows make of \p size entries, when their margins are cut off.
std::uint64_t entries_left(Slide const& slide, std::uint64_t size) {
  if (slide.pad + slide.pad_end >= slide.reach(size)) {
    throw Refusal{"margins that are the whole plane"};
  }
  return slide.entries(size);
}

/// \p padding that is to keep the size does.
void expect_same_size(Window const& window, json const& padding) {
  for (Slide const& slide : {window.rows, window.columns, window.slices}) {
    if (padding == "same" && (slide.span() % 2 == 0 || slide.step != 1)) {
      refuse("same-padding", "padding \"same\" needs an odd kernel and stride 1");
    }
  }
}

void expect_windows_fit(Window const& window, json const& padding, Sizes const& sizes) {
  bool const on_plane = padding == "same" || window.circular;
  std::array const axes{std::pair{window.slices, sizes.slices},
                        std::pair{window.rows, sizes.slice_rows()},
                        std::pair{window.columns, sizes.columns}};
  for (auto const& [slide, size] : axes) {
    std::uint64_t const room = size + (on_plane ? 0 : slide.pad + slide.pad_end);
    if (slide.span() > room) {
      throw Refusal{"a window that spans " + std::to_string(slide.span()) +
                    " entries of an axis does not fit in " + std::to_string(room)};
    }
  }
  expect_same_size(window, padding);
  for (auto const& [slide, size] : axes) {
    bool const goes_round = std::max(slide.pad, slide.pad_end) <= size;
    if (window.circular && (padding == "valid" || !goes_round)) {
      refuse("circular-margins", "circular padding that is none, or larger than the plane");
    }
  }
}

/// Every window of a pool has an entry.
void expect_entries_in(Window const& window) {
  for (Slide const& slide : {window.rows, window.columns, window.slices}) {
    if (std::max(slide.pad, slide.pad_end) >= slide.size) {
      refuse("pool-margins", "a pool with margins as large as its windows");
    }
  }
}

} // namespace

Sizes slid(json const& layer, Sizes before) {
  LayerClass const kind = class_of(layer);
  Window const window = window_of(layer, kind, {});
  json const padding = layer.value("padding", json{});
  if (window.transposed) {
    expect_same_size(window, padding);
    before.rows = entries_left(window.rows, before.rows);
    before.columns = entries_left(window.columns, before.columns);
    expect_small(before.rows, before.columns);
    return before;
  }
  expect_windows_fit(window, padding, before);
  if (kind != LayerClass::linear_in_windows) {
    expect_entries_in(window);
  }
  std::uint64_t const rows = window.rows.outputs(before.slice_rows());
  std::uint64_t const slices = window.slices.outputs(before.slices);
  return {before.channels, rows * slices, window.columns.outputs(before.columns), slices};
}

} // namespace equivarify::audit
