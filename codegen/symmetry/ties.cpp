#include "equivarify/codegen/symmetry/ties.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/partition.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/symmetry/motion.hpp"
#include "equivarify/codegen/symmetry/window_motion.hpp"

#include <algorithm>
#include <optional>

namespace equivarify::codegen {
namespace {

using algebra::SignedPermutation;

bool any_changes_signs(std::vector<SignedPermutation> const& moves) {
  return std::any_of(moves.begin(), moves.end(), [](SignedPermutation const& move) {
    return move.changes_signs();
  });
}

/// Weights that are joined, each with another or with minus another: a partition of both the
/// weights and, where signs may change, their negatives.
class JoinedWeights {
public:
  JoinedWeights(std::size_t size, LayerSymmetry const& symmetry)
      : size_{size}, has_signs_{any_changes_signs(symmetry.input) ||
                                any_changes_signs(symmetry.output)},
        parts_{has_signs_ ? 2 * size : size} {}

  void join(std::size_t a, std::size_t b, bool with_minus) {
    parts_.join(a, with_minus ? size_ + b : b);
    if (has_signs_) {
      parts_.join(size_ + a, with_minus ? b : size_ + b);
    }
  }

  [[nodiscard]] Ties ties() {
    Ties least = parts_.least();
    for (std::size_t i = 0; has_signs_ && i < size_; ++i) {
      std::uint32_t const plus = least[i];
      std::uint32_t const minus = least[size_ + i];
      least[i] = plus == minus  ? static_cast<std::uint32_t>(2 * size_)
                 : plus < minus ? plus
                                : static_cast<std::uint32_t>(size_ + minus);
    }
    least.resize(size_);
    return least;
  }

private:
  std::size_t size_;
  bool has_signs_;
  algebra::Partition parts_;
};

/// Where the filters of a convolution lie among its weights.
class Kernels {
public:
  explicit Kernels(Layer const& layer)
      : layer_{layer}, window_{window_of(layer)}, seen_{layer.input().channels / window_.groups},
        shape_{.channels = layer.output.channels * seen_,
               .rows = window_.size.rows,
               .columns = window_.size.columns} {}

  [[nodiscard]] Shape const& shape() const { return shape_; }

  /// The number of the kernel by which the output \p o sees the channel \p c; nothing if it does
  /// not see it.
  [[nodiscard]] std::optional<std::size_t> number(std::size_t o, std::size_t c) const {
    std::size_t const first = o * window_.groups / layer_.output.channels * seen_;
    if (c < first || c >= first + seen_) {
      return std::nullopt;
    }
    return window_.transposed ? c * layer_.output.channels + o : o * seen_ + c - first;
  }

private:
  Layer const& layer_;
  Window window_;
  std::size_t seen_; ///< channels that each output sees
  Shape shape_;
};

/// Joins the weights that one element takes to each other: filters, channels and taps all move.
void join_kernels(LayerSymmetry const& symmetry,
                  std::vector<std::uint32_t> const& places,
                  ChannelMotion const& in,
                  ChannelMotion const& out,
                  JoinedWeights& weights) {
  Kernels const kernels{symmetry.layer};
  std::size_t const taps = places.size();
  for (std::size_t o = 0; o < out.channels.size(); ++o) {
    for (std::size_t c = 0; c < in.channels.size(); ++c) {
      auto const here = kernels.number(o, c);
      auto const there = kernels.number(out.channels[o], in.channels[c]);
      for (std::size_t tap = 0; here && there && tap < taps; ++tap) {
        weights.join(
            *here * taps + tap, *there * taps + places[tap], in.negated[c] != out.negated[o]);
      }
    }
  }
}

Ties kernel_ties(LayerSymmetry const& symmetry) {
  Layer const& layer = symmetry.layer;
  JoinedWeights weights{Kernels{layer}.shape().size(), symmetry};
  for (std::size_t h = 0; h < symmetry.output.size(); ++h) {
    auto const in = find_channel_motion(layer.input(), symmetry.input[h]);
    auto const out = find_channel_motion(layer.output, symmetry.output[h]);
    if (in && out) {
      join_kernels(symmetry, window_motion(layer, in->plane).taps, *in, *out, weights);
    }
  }
  return weights.ties();
}

Ties matrix_ties(LayerSymmetry const& symmetry) {
  std::size_t const inputs = symmetry.layer.input().size();
  std::size_t const units = symmetry.layer.output.size();
  JoinedWeights weights{units * inputs, symmetry};
  for (std::size_t h = 0; h < symmetry.output.size(); ++h) {
    SignedPermutation const& in = symmetry.input[h];
    SignedPermutation const& out = symmetry.output[h];
    for (std::size_t o = 0; o < units; ++o) {
      for (std::size_t i = 0; i < inputs; ++i) {
        weights.join(
            o * inputs + i, out.gather[o] * inputs + in.gather[i], in.negated[i] != out.negated[o]);
      }
    }
  }
  return weights.ties();
}

/// Those of numbers that each channel has one of, which channels that exchange entries share. Where
/// \p with_signs, an entry that is negated makes one minus the other.
Ties channel_ties(LayerSymmetry const& symmetry, bool with_signs) {
  Layer const& layer = symmetry.layer;
  std::size_t const plane = layer.output.plane();
  JoinedWeights numbers{layer.output.channels, symmetry};
  for (SignedPermutation const& out : symmetry.output) {
    for (std::size_t o = 0; o < layer.output.size(); ++o) {
      numbers.join(o / plane, out.gather[o] / plane, with_signs && out.negated[o]);
    }
  }
  return numbers.ties();
}

/// Whether a layer adds a bias to each of its channels.
bool adds_a_bias(StructuralClass structure) {
  return structure == StructuralClass::linear || structure == StructuralClass::linear_in_windows ||
         structure == StructuralClass::affine_in_channels ||
         structure == StructuralClass::normalised;
}

} // namespace

Ties weight_ties(LayerSymmetry const& symmetry) {
  switch (structure_of(symmetry.layer.operation)) {
  case StructuralClass::linear_in_windows:
    return kernel_ties(symmetry);
  case StructuralClass::linear:
    return matrix_ties(symmetry);
  case StructuralClass::affine_in_channels: // a x of -x is minus that of x
  case StructuralClass::normalised:
    return channel_ties(symmetry, false);
  case StructuralClass::pointwise:
  case StructuralClass::pointwise_odd:
  case StructuralClass::largest_in_windows:
  case StructuralClass::mean_in_windows:
  case StructuralClass::reshape:
  case StructuralClass::reduction_over_entries:
  case StructuralClass::sum_of_values:
  case StructuralClass::product_of_values:
  case StructuralClass::values_in_a_row:
  case StructuralClass::part_of_entries:
    return {};
  }
  throw algebra::InternalError{"a layer of no known class"};
}

Ties bias_ties(LayerSymmetry const& symmetry) {
  Operation const& operation = symmetry.layer.operation;
  bool const has_bias = adds_a_bias(structure_of(operation)) && !lacks_bias(operation);
  return has_bias ? channel_ties(symmetry, true) : Ties{};
}

Ties all_ties(LayerSymmetry const& symmetry) {
  Ties const weights = weight_ties(symmetry);
  Ties const biases = bias_ties(symmetry);
  auto const n = static_cast<std::uint32_t>(weights.size() + biases.size());
  Ties all;
  auto const append = [&all, n](Ties const& ties) {
    auto const own = static_cast<std::uint32_t>(ties.size());
    auto const first = static_cast<std::uint32_t>(all.size());
    for (std::uint32_t const tie : ties) {
      std::uint32_t const place = first + tie % own;
      all.push_back(tie < own ? place : tie < 2 * own ? n + place : 2 * n);
    }
  };
  append(weights);
  append(biases);
  return all;
}

bool has_ties(LayerSymmetry const& symmetry) {
  Ties const ties = all_ties(symmetry);
  return count_free(ties) < ties.size();
}

std::map<std::string, Ties> tensor_ties(Network const& network) {
  std::map<std::string, Ties> ties;
  for (LayerSymmetry const& symmetry : layer_symmetries(network)) {
    Operation const& operation = symmetry.layer.operation;
    if (symmetry.reason.empty() && is_tied(operation)) {
      std::string const name = symmetry.layer.name + ".";
      ties[name + "weight"] = weight_ties(symmetry);
      ties[name + "bias"] = bias_ties(symmetry);
      if (structure_of(operation) == StructuralClass::affine_in_channels) {
        ties[name + "running_mean"] = ties[name + "bias"];
        ties[name + "running_variance"] = ties[name + "weight"];
      }
    }
  }
  return ties;
}

std::size_t count_free(Ties const& ties) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < ties.size(); ++i) {
    count += ties[i] == i ? 1U : 0U;
  }
  return count;
}

std::size_t count_free(Network const& network) {
  std::size_t count = network.parameters();
  for (LayerSymmetry const& symmetry : layer_symmetries(network)) {
    if (symmetry.reason.empty() && is_tied(symmetry.layer.operation)) {
      Ties const ties = all_ties(symmetry);
      count -= ties.size() - count_free(ties);
    }
  }
  return count;
}

} // namespace equivarify::codegen
