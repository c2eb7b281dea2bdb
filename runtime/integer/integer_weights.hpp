/// \file
/// The weights of an integer network, and how its numbers stand for real ones.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_INTEGER_WEIGHTS_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_INTEGER_WEIGHTS_HPP

#include "equivarify/runtime/network/layer_form.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// How an input x becomes an integer: x * scale, rounded half away from zero and cut off.
struct InputRule {
  double scale = 255;
  std::int32_t lowest = 0; ///< 0, or -highest
  std::int32_t highest = 255;

  [[nodiscard]] std::int32_t operator()(float x) const;

  friend bool operator==(InputRule const&, InputRule const&) = default;
};

/// The integers of one layer; all but `form` are empty unless it has weights.
struct IntegerLayer {
  LayerForm form;
  std::vector<std::int8_t> weights; ///< [output][copy * channels + channel][row][column]
  std::vector<std::int32_t> bias;   ///< one for each output, 0 where the layer has none
  std::vector<std::uint8_t> shifts; ///< of the sums of each output; empty for the last layer
  int exponent = 0; ///< an activation q stands for q / 2^exponent; of the last layer, a sum
};

/// An integer network. \invariant the last layer has weights, and its sums are the logits
struct IntegerWeights {
  InputRule input;
  std::vector<IntegerLayer> layers;
};

/// How many copies the layer \p form sums over, of \p order ones.
[[nodiscard]] std::size_t parts_of(LayerForm const& form, std::size_t order);

/// Whether the activations that each layer reads, and those that come out, can be negative: entry l
/// is that of what layer l reads.
[[nodiscard]] std::vector<bool> signed_values(IntegerWeights const& weights);

/// Whether the file at \p path says that its weights are integers; false also for what is no such
/// file.
[[nodiscard]] bool has_integer_weights(std::filesystem::path const& path);

/// Writes \p weights to \p path, whole or not at all; the digest of the file.
std::string save_integer_weights(IntegerWeights const& weights,
                                 Description const& description,
                                 std::filesystem::path const& path);

/// The integer weights of the network \p description in \p path.
///
/// \throws DataError when the file is damaged, of another spec, lacks a tensor or has one more, or
/// when a number is not one that it can be.
[[nodiscard]] IntegerWeights load_integer_weights(Description const& description,
                                                  std::filesystem::path const& path);

/// \throws DataError saying why the network \p description cannot be evaluated in integers.
void require_integer_form(Description const& description);

} // namespace equivarify::runtime

#endif
