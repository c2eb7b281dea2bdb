/// \file
/// A layer of an integer network as its kernel takes it, and the layers without weights.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_PACKED_LAYER_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_PACKED_LAYER_HPP

#include "equivarify/runtime/integer/integer_weights.hpp"
#include "equivarify/runtime/integer/lanes.hpp"
#include "equivarify/runtime/integer/products.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// What stands for 0 among activations with a sign: they are kept 128 higher, as bytes without one.
inline constexpr std::uint8_t signed_zero = 128;

/// How many groups of four channels \p channels fill.
[[nodiscard]] constexpr std::size_t quads_of(std::size_t channels) {
  return (channels + quad - 1) / quad;
}

/// Vectors of filters whose products are found together for layers that are not direct.
inline constexpr std::size_t row_vectors = 2;

/// Quads next to each other in a padded copy.
struct QuadRun {
  std::size_t offset;
  std::size_t bytes;
};

/// A layer with its weights in the order of the kernel.
struct PackedLayer {
  PackedLayer(IntegerLayer const& layer, std::size_t order, bool reads_signed, bool makes_signed);

  LayerForm form;
  std::size_t parts = 1;  ///< copies that a sum is over
  bool is_last = false;   ///< its sums come out
  bool is_direct = false; ///< outputs next to each other see entries next to each other
  std::uint8_t zero_in = 0;
  std::uint8_t zero_out = 0;
  std::size_t padded_rows = 0;
  std::size_t padded_columns = 0;
  std::int32_t highest = 255;             ///< where its activations are cut off
  std::vector<std::size_t> row_offsets{}; ///< in a padded copy, of each quad of channels and tap
  std::vector<QuadRun> quad_runs{};       ///< the same where it is not direct
  /// [eight filters][part][row][filter][channel] where it is direct, otherwise [row_vectors of
  /// filters][part][row][vector][filter][channel].
  Lines<std::int8_t> weights{};
  std::vector<Finish> finishes{};          ///< where it is direct, of each four filters
  std::vector<LaneFinish> lane_finishes{}; ///< otherwise, of each vector of them
  std::vector<std::uint8_t> table{};       ///< what a table makes of each byte, as a byte

  /// Vectors of filters of a layer that is not direct.
  [[nodiscard]] std::size_t vectors() const { return lane_finishes.size(); }

  /// Bytes of one copy of what it reads, as it is and padded, and of what it makes.
  [[nodiscard]] std::size_t input_bytes() const;
  [[nodiscard]] std::size_t padded_bytes() const;
  [[nodiscard]] std::size_t output_bytes() const;

  [[nodiscard]] bool needs_padding() const;

  /// Writes the copy \p in with its padding to \p out.
  void pad(std::uint8_t const* in, std::uint8_t* out) const;
};

/// Writes the copies h^-1 x of the input \p image, one after another as \p first reads them, to \p
/// out.
void read_copies(Description const& description,
                 InputRule const& rule,
                 PackedLayer const& first,
                 std::span<float const> image,
                 std::uint8_t* out);

/// A pool, a relu, a table or larger planes on one copy.
void apply_to_copy(PackedLayer const& layer, std::uint8_t const* in, std::uint8_t* out);

} // namespace equivarify::runtime

#endif
