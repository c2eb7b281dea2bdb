#include "equivarify/codegen/symmetry/window_motion.hpp"

#include "equivarify/codegen/layers/incidence.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>

namespace equivarify::codegen {
namespace {

/// The windows along one axis, of so many entries.
struct WindowsOfAxis {
  char const* entries; ///< rows or columns
  std::size_t extent;
  std::size_t outputs;
  std::size_t span;
  std::size_t stride;
  std::size_t margin; ///< before the first entry
  bool circular;

  /// Why flipped windows are none of them; empty if they are.
  [[nodiscard]] std::string misfit_of_flip() const {
    // The flipped last window must begin where the first one does.
    std::size_t const last = (outputs - 1) * stride + span;
    std::size_t const flipped = extent + 2 * margin;
    bool const fits = circular ? (last + extent) % extent == flipped % extent : last == flipped;
    return fits
               ? std::string{}
               : fmt::format("{} {} are not covered by windows of {} at stride {}, so that flipped "
                             "windows are none of them",
                             extent,
                             entries,
                             span,
                             stride);
  }
};

/// Why the windows of \p layer do not move with \p motion; empty if they do.
std::string misfit(Motion const& motion, Layer const& layer) {
  Window const window = window_of(layer);
  Extent const span = window.span();
  auto const& [top, left, bottom, right, front, back] = window.pad;
  EQUIVARIFY_ASSERT(front + back == 0 && window.size.depth == 1, "motions of planes alone");
  bool const turns = window.size.rows == window.size.columns && span.rows == span.columns &&
                     window.stride.rows == window.stride.columns && top == left && bottom == right;
  if (motion.transposed && !turns) {
    return fmt::format(
        "windows of {}x{} do not turn into each other", window.size.rows, window.size.columns);
  }
  // Transposed windows lie on the output.
  Shape const& plane = window.transposed ? layer.output : layer.input();
  Shape const& places = window.transposed ? layer.input() : layer.output;
  WindowsOfAxis const rows{
      "rows", plane.rows, places.rows, span.rows, window.stride.rows, top, window.circular};
  WindowsOfAxis const columns{"columns",
                              plane.columns,
                              places.columns,
                              span.columns,
                              window.stride.columns,
                              left,
                              window.circular};
  std::string const of_rows = motion.flipped_rows ? rows.misfit_of_flip() : "";
  return of_rows.empty() && motion.flipped_columns ? columns.misfit_of_flip() : of_rows;
}

/// The windows of a layer, each as the entries that it sees: in the order of its places where they
/// have weights, else in that of the plane.
class Windows {
public:
  explicit Windows(Layer const& layer)
      : has_weights_{structure_of(layer.operation) == StructuralClass::linear_in_windows},
        taps_{.rows = window_of(layer).size.rows, .columns = window_of(layer).size.columns} {
    for (std::uint32_t o = 0; o < layer.output.plane(); ++o) {
      entries_.push_back(window_entries(layer, o));
      numbers_.emplace(has_weights_ ? entries_.back() : sorted(entries_.back()), o);
    }
  }

  /// For each output the one whose window is what \p plane makes of its own, with places brought by
  /// \p taps; nothing if for one there is none, or for two the same.
  [[nodiscard]] std::optional<std::vector<std::uint32_t>>
  places(Motion const& taps, std::vector<std::uint32_t> const& plane) const {
    if (taps.transposed && taps_.rows != taps_.columns) {
      return std::nullopt;
    }
    std::vector<std::uint32_t> result;
    std::vector<bool> is_taken(entries_.size());
    for (Entries const& window : entries_) {
      auto const found = numbers_.find(moved(window, taps, plane));
      if (found == numbers_.end() || is_taken[found->second]) {
        return std::nullopt;
      }
      is_taken[found->second] = true;
      result.push_back(found->second);
    }
    return result;
  }

private:
  using Entries = std::vector<std::size_t>;

  static Entries sorted(Entries entries) {
    std::sort(entries.begin(), entries.end());
    return entries;
  }

  [[nodiscard]] Entries
  moved(Entries const& window, Motion const& taps, std::vector<std::uint32_t> const& plane) const {
    Entries result(window.size());
    for (std::size_t k = 0; k < window.size(); ++k) {
      result[taps.source_of(taps_, k)] = window[k] == no_entry ? no_entry : plane[window[k]];
    }
    return has_weights_ ? result : sorted(std::move(result));
  }

  bool has_weights_;
  Shape taps_;
  std::vector<Entries> entries_;
  std::map<Entries, std::uint32_t> numbers_;
};

} // namespace

WindowMotion window_motion(Layer const& layer, std::vector<std::uint32_t> const& plane) {
  if (auto const motion = find_motion(layer.input().with_channels(1), plane)) {
    std::string reason = misfit(*motion, layer);
    return reason.empty() ? WindowMotion{.taps = *motion,
                                         .places = motion->sources(layer.output.with_channels(1))}
                          : WindowMotion{.reason = std::move(reason)};
  }
  if (layer.input().depth == 1) {
    Windows const windows{layer};
    for (unsigned bits = 0; bits < 8; ++bits) {
      Motion const taps{(bits & 4U) != 0, (bits & 2U) != 0, (bits & 1U) != 0};
      if (auto places = windows.places(taps, plane)) {
        return {.taps = taps, .places = *std::move(places)};
      }
    }
  }
  return {.reason = "its input is moved by no turn or flip of the plane, and its windows are not "
                    "seen to move with it"};
}

} // namespace equivarify::codegen
