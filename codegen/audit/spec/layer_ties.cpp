#include "equivarify/codegen/audit/spec/layer_ties.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/layer_terms.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

namespace equivarify::audit {
namespace {

/// Joins weights with each other or with minus each other. Places of weights and of their negatives
/// are joined together, so that the first stands for all; what meets its own negative is zero.
class Joined {
public:
  explicit Joined(std::size_t size) : size_{size}, first_{identity_of(2 * size)} {}

  void join(std::size_t a, std::size_t b, bool with_minus) {
    link(a, with_minus ? size_ + b : b);
    link(size_ + a, with_minus ? b : size_ + b);
  }

  Images take() {
    Images result(size_);
    for (std::uint32_t i = 0; i < size_; ++i) {
      std::uint32_t const plus = first_of(i);
      std::uint32_t const minus = first_of(static_cast<std::uint32_t>(size_) + i);
      std::size_t const either = plus < minus ? plus : size_ + minus;
      result[i] = static_cast<std::uint32_t>(plus == minus ? 2 * size_ : either);
    }
    return result;
  }

private:
  void link(std::size_t a, std::size_t b) {
    std::uint32_t const one = first_of(static_cast<std::uint32_t>(a));
    std::uint32_t const other = first_of(static_cast<std::uint32_t>(b));
    first_[std::max(one, other)] = std::min(one, other);
  }

  std::uint32_t first_of(std::uint32_t i) {
    while (first_[i] != i) {
      first_[i] = first_[first_[i]];
      i = first_[i];
    }
    return i;
  }

  std::size_t size_;
  Images first_;
};

/// Joins the weights of the matrix \p layer that one element takes to each other.
void join_matrix(UsedLayer const& layer, Images const& before, Images const& after, Joined& all) {
  std::size_t const inputs = layer.input().size();
  std::size_t const units = layer.output.size();
  for (std::size_t o = 0; o < units; ++o) {
    for (std::size_t i = 0; i < inputs; ++i) {
      bool const minus = (before[i] >= inputs) != (after[o] >= units);
      all.join(o * inputs + i, after[o] % units * inputs + before[i] % inputs, minus);
    }
  }
}

/// Joins the numbers from \p first on, one for each channel of \p layer, in the same way.
void join_channels(
    UsedLayer const& layer, Images const& after, std::size_t first, bool has_signs, Joined& all) {
  std::size_t const plane = layer.output.rows * layer.output.columns;
  for (std::size_t o = 0; o < after.size(); ++o) {
    bool const minus = has_signs && after[o] >= after.size();
    all.join(first + o / plane, first + after[o] % after.size() / plane, minus);
  }
}

/// The number of the filter by which the output channel \p o of \p layer sees the channel \p c;
/// that of all filters if it does not.
std::size_t filter_between(UsedLayer const& layer, std::size_t o, std::size_t c) {
  std::size_t const seen = channels_seen(layer);
  std::size_t const first = o * layer.window.groups / layer.output.channels * seen;
  if (c < first || c >= first + seen) {
    return seen * layer.output.channels;
  }
  return layer.window.transposed ? (c - first) * layer.output.channels + o : o * seen + c - first;
}

/// Joins the weights of the windows of \p layer that one element takes to each other, which moves
/// the places of a window by \p taps.
void join_windows(UsedLayer const& layer,
                  Images const& taps,
                  Images const& before,
                  Images const& after,
                  Joined& all) {
  std::size_t const in_plane = layer.input().rows * layer.input().columns;
  std::size_t const out_plane = layer.output.rows * layer.output.columns;
  std::size_t const filters = channels_seen(layer) * layer.output.channels;
  for (std::size_t o = 0; o < layer.output.channels; ++o) {
    std::uint32_t const output = after[o * out_plane];
    for (std::size_t c = 0; c < layer.input().channels; ++c) {
      std::uint32_t const input = before[c * in_plane];
      std::size_t const here = filter_between(layer, o, c);
      std::size_t const there = filter_between(
          layer, output % after.size() / out_plane, input % before.size() / in_plane);
      bool const minus = (output >= after.size()) != (input >= before.size());
      for (std::size_t at = 0; here < filters && there < filters && at < taps.size(); ++at) {
        all.join(here * taps.size() + at, there * taps.size() + taps[at], minus);
      }
    }
  }
}

} // namespace

Images ties_of(UsedLayer const& layer,
               std::vector<Images> const& before,
               std::vector<Images> const& after,
               std::vector<Images> const& taps) {
  if (!layer.tied) {
    return {};
  }
  std::size_t const weights = count_weights(layer) + layer.output.channels;
  if (weights > bounds::tied_weights) {
    throw Refusal{"too large: " + std::to_string(weights) + " tied weights of " +
                  in_quotes(layer.name) + ", at most " + std::to_string(bounds::tied_weights)};
  }
  Joined all{weights};
  for (std::size_t k = 0; k < before.size(); ++k) {
    if (layer.kind == LayerClass::linear) {
      join_matrix(layer, before[k], after[k], all);
    } else if (layer.kind == LayerClass::linear_in_windows) {
      join_windows(layer, taps.at(k), before[k], after[k], all);
    } else {
      join_channels(layer, after[k], 0, false, all);
    }
    join_channels(layer, after[k], count_weights(layer), true, all);
  }
  return all.take();
}

} // namespace equivarify::audit
