#include "equivarify/codegen/audit/spec/moved_windows.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/layer_terms.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"

#include <algorithm>
#include <map>

namespace equivarify::audit {
namespace {

std::size_t plane_of(ValueShape const& shape) {
  return shape.rows * shape.columns;
}

/// The entries of the first channel that the outputs of the first channel see.
class SeenEntries {
public:
  explicit SeenEntries(UsedLayer const& layer) : layer_{layer} {
    std::vector<Term> terms;
    std::size_t const plane = plane_of(layer.input());
    for (std::size_t o = 0; o < plane_of(layer.output); ++o) {
      terms_of(layer, o, terms);
      std::erase_if(terms, [&](Term const& term) {
        return term.entry >= plane || term.weight >= layer.window.size();
      });
      windows_.push_back(terms);
      outputs_[entries(terms, identity_of(static_cast<std::uint32_t>(plane)))].push_back(
          static_cast<std::uint32_t>(o));
    }
  }

  [[nodiscard]] Images outputs(Images const& plane) const {
    Images result;
    for (std::uint32_t o = 0; o < windows_.size(); ++o) {
      auto const found = outputs_.find(entries(windows_[o], plane));
      bool const is_one = found != outputs_.end() && found->second.size() == 1;
      bool const moves_alike = found != outputs_.end() && plane.size() == windows_.size();
      if (!is_one && !moves_alike) {
        throw Refusal{"the windows of " + in_quotes(layer_.name) + " are not moved to each other"};
      }
      result.push_back(is_one ? found->second.front() : plane[o]);
    }
    return result;
  }

  [[nodiscard]] Images taps(Images const& plane, Images const& outputs) const {
    auto const whole =
        std::find_if(windows_.begin(), windows_.end(), [this](std::vector<Term> const& window) {
          return window.size() == layer_.window.size();
        });
    if (whole == windows_.end()) {
      throw Refusal{"no window of " + in_quotes(layer_.name) + " lies in the plane"};
    }
    Images result(layer_.window.size());
    auto const& other = windows_[outputs[static_cast<std::size_t>(whole - windows_.begin())]];
    for (Term const& term : *whole) {
      auto const met = std::find_if(other.begin(), other.end(), [&](Term const& there) {
        return there.entry == plane[term.entry];
      });
      if (met == other.end()) {
        throw Refusal{"the windows of " + in_quotes(layer_.name) + " are not moved to each other"};
      }
      result[term.weight] = static_cast<std::uint32_t>(met->weight);
    }
    return result;
  }

private:
  /// The entries from which those of \p window come, in order.
  static Images entries(std::vector<Term> const& window, Images const& plane) {
    Images result;
    for (Term const& term : window) {
      result.push_back(plane[term.entry]);
    }
    std::sort(result.begin(), result.end());
    return result;
  }

  UsedLayer const& layer_;
  std::vector<std::vector<Term>> windows_;
  std::map<Images, Images> outputs_; ///< the outputs that see these entries
};

/// How the first plane of the input of \p layer moves.
Images plane_in(UsedLayer const& layer, Images const& before) {
  Images result;
  std::size_t const plane = plane_of(layer.input());
  for (std::size_t i = 0; i < plane; ++i) {
    result.push_back(static_cast<std::uint32_t>(before[i] % before.size() % plane));
  }
  return result;
}

} // namespace

MovedWindows moved_windows(UsedLayer const& layer, Images const& before) {
  Images const plane = plane_in(layer, before);
  SeenEntries const seen{layer};
  MovedWindows result{seen.outputs(plane), {}};
  if (layer.kind == LayerClass::linear_in_windows) {
    result.taps = seen.taps(plane, result.outputs);
  }
  return result;
}

Images turned_taps(UsedLayer const& layer, PlaneMotion const& motion) {
  Window const& windows = layer.window;
  Box const box{windows.slices.size, windows.rows.size, windows.columns.size};
  if (!motion.fits(box)) {
    throw Refusal{"the windows of " + in_quotes(layer.name) + " do not turn into each other"};
  }
  Images result;
  for (std::size_t at = 0; at < windows.size(); ++at) {
    result.push_back(static_cast<std::uint32_t>(motion.source(at, box)));
  }
  return result;
}

Images moves_after_windows(UsedLayer const& layer, Mover const& mover, Images const& before) {
  Images const outputs = moved_windows(layer, before).outputs;
  std::size_t const in_plane = plane_of(layer.input());
  bool const has_weights = layer.kind == LayerClass::linear_in_windows;
  std::size_t const group = layer.regular ? mover.regular.size() : 1;
  Images places;
  for (std::size_t c = 0; c < layer.output.channels; ++c) {
    std::size_t const own = c - c % group + (layer.regular ? mover.regular[c % group] : 0);
    std::size_t const pooled = has_weights ? 0 : before[c * in_plane];
    std::size_t const from = has_weights ? own : pooled % before.size() / in_plane;
    std::size_t const minus = pooled >= before.size() ? layer.output.size() : 0;
    for (std::uint32_t const output : outputs) {
      places.push_back(static_cast<std::uint32_t>(from * outputs.size() + output + minus));
    }
  }
  return places;
}

} // namespace equivarify::audit
