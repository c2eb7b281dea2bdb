/// \file
/// The weights of an integer network, and how its numbers stand for real ones.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_INTEGER_WEIGHTS_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_INTEGER_WEIGHTS_HPP

#include "equivarify/runtime/base/layer_form.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <cstddef>
#include <cstdint>
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

/// The integers of one layer; those with weights have weights and biases. What adds values or puts
/// them in a row brings them to one scale, the finest of theirs, by `lifts`.
struct IntegerLayer {
  /// What a function makes of each activation: see table_origin().
  using Table = std::vector<std::int16_t>;

  LayerForm form;
  std::vector<std::int8_t> weights;  ///< [output][copy * channels + channel][row][column]
  std::vector<std::int32_t> bias;    ///< one for each output, 0 where the layer has none
  std::vector<std::uint8_t> lifts{}; ///< value i is multiplied by 2^lifts[i]
  /// Of the sums of each output, or one for all of joined values; empty for the last layer.
  std::vector<std::uint8_t> shifts;
  int exponent = 0; ///< an activation q stands for q / 2^exponent; of the last layer, a sum
  /// Activations of a layer with weights are cut off there, those with a sign at 127 at most: less
  /// than 255 where that lets the layers that read them take larger tiles.
  std::uint8_t highest = 255;
  Table table{}; ///< of a layer that is one

  /// Whether it adds or multiplies values or puts them in a row.
  [[nodiscard]] bool joins() const { return joins_values(form.kind); }

  /// Whether its activations have a scale of their own; others keep that of what they read.
  [[nodiscard]] bool has_scale() const {
    return form.kind == FormKind::weighted || form.kind == FormKind::table || joins();
  }
};

/// An integer network. \invariant the last layer has weights, and its sums are the logits
struct IntegerWeights {
  InputRule input;
  std::vector<IntegerLayer> layers;
};

/// How many copies the layer \p form sums over, of \p order ones.
[[nodiscard]] std::size_t parts_of(LayerForm const& form, std::size_t order);

/// The value that layer \p l, of the form \p form, reads in place \p i: 0 is the input, k + 1 what
/// layer k makes.
[[nodiscard]] constexpr std::size_t
value_read(LayerForm const& form, std::size_t l, std::size_t i) {
  return l + 1 - form.back[i];
}

/// The channels of the value \p value, numbered as value_read() does.
[[nodiscard]] std::size_t channels_of(IntegerWeights const& weights, std::size_t value);

/// q stands for q / scale in the value \p value. Pools and the like keep the scale, which of the
/// input need not be a power of two.
[[nodiscard]] double scale_of(IntegerWeights const& weights, std::size_t value);

/// Sets the lifts of the last of \p layers, which joins values, and gives back the m for which its
/// sums stand for sum / 2^m. Of layers that keep the scale of what they read, gives back that; of a
/// table the scale of what it reads, or a number without meaning.
///
/// \throws DataError where it joins the input and no power of two is the scale of that, or where
/// the scales of its values are more than 2^30 apart.
int align_last(IntegerWeights& weights, std::string const& where);

/// Whether a layer of \p layers joins the input, or a value of its scale, with others.
[[nodiscard]] bool joins_input(std::span<LayerForm const> layers);

/// Whether the activations of each value can be negative, the input and what each layer makes.
[[nodiscard]] std::vector<bool> signed_values(IntegerWeights const& weights);

/// \throws DataError saying why the network \p description cannot be evaluated in integers.
void require_integer_form(Description const& description);

} // namespace equivarify::runtime

#endif
