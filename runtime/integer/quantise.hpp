/// \file
/// From float weights and a sample of inputs to integer weights.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_QUANTISE_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_QUANTISE_HPP

#include "equivarify/runtime/base/parameters.hpp"
#include "equivarify/runtime/integer/integer_weights.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// What is known before the weights are rounded.
struct QuantiseOptions {
  unsigned input_bits = 8; ///< of an input without sign; with one, a bit less
  /// Where the activations of each layer are cut off, as IntegerEngine::caps_for_tiles finds it;
  /// empty for 255 everywhere.
  std::vector<std::uint8_t> highest{};
};

/// How the inputs in \p sample become integers: numbers that are not negative without sign, others
/// with one. The largest becomes the largest integer where it is 1 and no other is larger, as for
/// pictures of bytes; otherwise, and \p by_power_of_two, the scale is a power of two.
[[nodiscard]] InputRule
choose_input_rule(std::span<float const> sample, unsigned bits, bool by_power_of_two = false);

/// The integers for \p parameters of the network \p description: each filter's weights are rounded
/// to -127..127 at the largest scale 2^m that holds them, its bias to the scale of its sums. The
/// scale 2^a of each layer's activations is the one with the least squared error, cut off or
/// rounded, over the sums that \p sample gives once the layers before are integers. A batch_norm
/// becomes part of the weights and bias before it.
///
/// \throws DataError for a network that has no integer form, for a bias that is too large, or when
/// a sum could overflow.
[[nodiscard]] IntegerWeights quantise(Description const& description,
                                      std::span<ParameterView const> parameters,
                                      std::span<float const> sample,
                                      QuantiseOptions const& options,
                                      ThreadPool& pool);

} // namespace equivarify::runtime

#endif
