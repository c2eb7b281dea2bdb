#include "equivarify/codegen/symmetry/window_motion.hpp"

#include "equivarify/codegen/layers/incidence.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>

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

/// The places of a window of \p layer.
Shape window_shape(Layer const& layer) {
  Extent const size = window_of(layer).size;
  return {.rows = size.rows, .columns = size.columns};
}

/// The windows of a layer, each as the entries that it sees: in the order of its places where they
/// have weights, else in that of the plane.
class Windows {
public:
  explicit Windows(Layer const& layer)
      : has_weights_{structure_of(layer.operation) == StructuralClass::linear_in_windows},
        taps_{window_shape(layer)} {
    for (std::uint32_t o = 0; o < layer.output.plane(); ++o) {
      entries_.push_back(window_entries(layer, o));
      numbers_.emplace(has_weights_ ? entries_.back() : sorted(entries_.back()), o);
    }
  }

  /// For each output the one whose window is what \p plane makes of its own, place k brought to
  /// place taps[k]; nothing if for one there is none, or for two the same.
  [[nodiscard]] std::optional<std::vector<std::uint32_t>>
  places(std::vector<std::uint32_t> const& taps, std::vector<std::uint32_t> const& plane) const {
    return numbers_of([&](Entries const& window) {
      Entries after = moved(window, taps, plane);
      return has_weights_ ? after : sorted(std::move(after));
    });
  }

  /// The same by the entries alone, wherever in the window they lie.
  [[nodiscard]] std::optional<std::vector<std::uint32_t>>
  places_of_entries(std::vector<std::uint32_t> const& plane) const {
    Windows const by_entries{entries_};
    std::vector<std::uint32_t> const taps = Motion{}.sources(taps_);
    return by_entries.numbers_of(
        [&](Entries const& window) { return sorted(moved(window, taps, plane)); });
  }

  /// The permutations of places that are tried: turns and flips, then the one that \p plane makes
  /// of the first window that lies in it.
  [[nodiscard]] std::vector<std::vector<std::uint32_t>>
  candidates(std::vector<std::uint32_t> const& plane) const {
    std::vector<std::vector<std::uint32_t>> result;
    for (unsigned bits = 0; bits < 8; ++bits) {
      Motion const motion{(bits & 4U) != 0, (bits & 2U) != 0, (bits & 1U) != 0};
      if (!motion.transposed || taps_.rows == taps_.columns) {
        result.push_back(motion.sources(taps_));
      }
    }
    for (Entries const& window : entries_) {
      if (std::count(window.begin(), window.end(), no_entry) == 0) {
        append_followed(window, plane, result);
        break;
      }
    }
    return result;
  }

private:
  using Entries = std::vector<std::size_t>;

  explicit Windows(std::vector<Entries> const& windows) : entries_{windows} {
    for (std::uint32_t o = 0; o < windows.size(); ++o) {
      numbers_.emplace(sorted(windows[o]), o);
    }
  }

  /// For each output the number of what \p after makes of its window; nothing if for one there is
  /// none, or for two the same.
  template <typename After>
  [[nodiscard]] std::optional<std::vector<std::uint32_t>> numbers_of(After const& after) const {
    std::vector<std::uint32_t> result;
    std::vector<bool> is_taken(entries_.size());
    for (Entries const& window : entries_) {
      auto const found = numbers_.find(after(window));
      if (found == numbers_.end() || is_taken[found->second]) {
        return std::nullopt;
      }
      is_taken[found->second] = true;
      result.push_back(found->second);
    }
    return result;
  }

  static Entries sorted(Entries entries) {
    std::sort(entries.begin(), entries.end());
    return entries;
  }

  /// Adds how the places of \p window go to those of the window that sees what \p plane makes of
  /// it.
  void append_followed(Entries const& window,
                       std::vector<std::uint32_t> const& plane,
                       std::vector<std::vector<std::uint32_t>>& result) const {
    Entries after;
    for (std::size_t const entry : window) {
      after.push_back(plane[entry]);
    }
    for (Entries const& other : entries_) {
      if (sorted(other) == sorted(after)) {
        std::vector<std::uint32_t>& taps = result.emplace_back();
        for (std::size_t const entry : after) {
          auto const place = std::find(other.begin(), other.end(), entry) - other.begin();
          taps.push_back(static_cast<std::uint32_t>(place));
        }
        return;
      }
    }
  }

  [[nodiscard]] Entries moved(Entries const& window,
                              std::vector<std::uint32_t> const& taps,
                              std::vector<std::uint32_t> const& plane) const {
    Entries result(window.size());
    for (std::size_t k = 0; k < window.size(); ++k) {
      result[taps[k]] = window[k] == no_entry ? no_entry : plane[window[k]];
    }
    return result;
  }

  bool has_weights_ = false;
  Shape taps_{};
  std::vector<Entries> entries_;
  std::map<Entries, std::uint32_t> numbers_;
};

} // namespace

WindowMotion window_motion(Layer const& layer, std::vector<std::uint32_t> const& plane) {
  if (auto const motion = find_motion(layer.input().with_channels(1), plane)) {
    std::string reason = misfit(*motion, layer);
    return reason.empty() ? WindowMotion{.taps = motion->sources(window_shape(layer)),
                                         .places = motion->sources(layer.output.with_channels(1))}
                          : WindowMotion{.reason = std::move(reason)};
  }
  if (layer.input().depth == 1) {
    Windows const windows{layer};
    std::vector<std::vector<std::uint32_t>> candidates = windows.candidates(plane);
    for (std::vector<std::uint32_t>& taps : candidates) {
      if (auto places = windows.places(taps, plane)) {
        return {.taps = std::move(taps), .places = *std::move(places)};
      }
    }
    // Ties may make up for places that windows permute in several ways: the terms will show it.
    if (auto places = windows.places_of_entries(plane)) {
      return {.taps = std::move(candidates.back()), .places = *std::move(places)};
    }
  }
  return {.reason = "its input is moved by no turn or flip of the plane, and its windows are not "
                    "seen to move with it"};
}

} // namespace equivarify::codegen
