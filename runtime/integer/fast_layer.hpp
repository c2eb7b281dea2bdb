/// \file
/// A convolution of integers in fewer products: a scheme over the group, one over tiles of outputs,
/// and one exact division at the end.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_FAST_LAYER_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_FAST_LAYER_HPP

#include "equivarify/runtime/integer/fast_kernel.hpp"
#include "equivarify/runtime/integer/group_scheme.hpp"
#include "equivarify/runtime/integer/integer_weights.hpp"
#include "equivarify/runtime/integer/packed_layer.hpp"
#include "equivarify/runtime/integer/range_analysis.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// Buffers that one thread keeps.
struct FastScratch {
  std::vector<std::uint8_t>
      plane; ///< of one quad of channels of a copy, and a quad of what lies outside
  std::vector<std::uint8_t> entries;     ///< of one quad of channels, in the order of tiles
  std::vector<std::int16_t> mixed;       ///< the same for each product of the group
  std::vector<std::int16_t> transformed; ///< [product][pair of channels][lane of the band][channel]
  std::vector<std::int32_t> products;
  std::vector<std::int32_t> sums;
  std::vector<std::uint32_t> quads;
};

/// Factors of products have 16 bits, sums 32: transforms may wrap around, since one multiplication
/// by the inverse of the odd part of all denominators and one shift at the end give the sums back
/// exactly.
class FastLayer {
public:
  /// The form of \p layer with the fewest steps, or nothing where its definition has fewer, where a
  /// factor would not fit, or where the layer is none of windows 3 x 3 at every place. \p packed is
  /// the same layer, \p bound what its entries and sums can be, \p scheme one for its parts.
  [[nodiscard]] static std::optional<FastLayer> of(IntegerLayer const& layer,
                                                   PackedLayer const& packed,
                                                   RangeBound const& bound,
                                                   GroupScheme const& scheme);

  /// What \p layer would be with tiles of \p tile outputs; nothing where a factor would not fit.
  ///
  /// \pre takes_tiles(layer)
  [[nodiscard]] static std::optional<FastLayer> with_tile(std::size_t tile,
                                                          IntegerLayer const& layer,
                                                          PackedLayer const& packed,
                                                          RangeBound const& bound,
                                                          GroupScheme const& scheme);

  /// Whether \p layer makes activations by windows of 3 x 3 at every place.
  [[nodiscard]] static bool takes_tiles(IntegerLayer const& layer);

  /// All copies of one image: the activations \p out of the entries \p in, both as PackedLayer has
  /// them.
  void run(IntegerKernel const& kernel,
           std::uint8_t const* in,
           std::uint8_t* out,
           FastScratch& scratch) const;

  /// For people: "C4, tiles of 3 x 3: 125 products for 1,296".
  [[nodiscard]] std::string describe() const;

  [[nodiscard]] std::size_t weight_bytes() const { return weights_.size() * sizeof(std::int16_t); }

private:
  FastLayer(std::size_t tile,
            IntegerLayer const& layer,
            PackedLayer const& packed,
            GroupScheme const& scheme);

  /// Sets the weights; whether all factors and sums fit.
  [[nodiscard]] bool prepare(IntegerLayer const& layer, RangeBound const& bound);
  [[nodiscard]] bool set_weights(IntegerLayer const& layer);
  [[nodiscard]] bool entries_fit(Interval const& entries) const;
  [[nodiscard]] bool sums_fit(std::uint64_t bound) const;
  void find_sources();
  void find_targets();
  [[nodiscard]] double cost() const;

  [[nodiscard]] std::size_t products() const {
    return scheme_.products * tile_.entries * tile_.entries;
  }

  [[nodiscard]] std::size_t pairs() const { return 2 * quads_of(form_.channels); }

  [[nodiscard]] std::size_t chunk_stride() const {
    return products() * filters_at_once * lanes_at_once;
  }

  /// Entries of one row of the plane, and of a band.
  [[nodiscard]] std::size_t source_row() const { return tile_.tile * row_tiles_; }

  [[nodiscard]] std::size_t band_size() const {
    return ((band_rows_ * tile_.tile + taps - 1) * source_row() + lane_step - 1) / lane_step *
           lane_step;
  }

  [[nodiscard]] std::size_t bands() const { return (tile_rows_ + band_rows_ - 1) / band_rows_; }

  void
  read_quad(std::uint8_t const* in, std::size_t band, std::size_t q, FastScratch& scratch) const;
  void transform(IntegerKernel const& kernel,
                 std::uint8_t const* in,
                 std::size_t band,
                 FastScratch& scratch) const;
  void multiply_chunk(IntegerKernel const& kernel,
                      std::size_t first_lane,
                      std::size_t first_filter,
                      FastScratch& scratch) const;
  void finish_chunk(IntegerKernel const& kernel,
                    std::size_t band,
                    std::size_t first_lane,
                    std::size_t first_filter,
                    FastScratch& scratch,
                    std::uint8_t* out) const;
  void store(std::size_t band,
             std::size_t first_lane,
             std::size_t filter,
             FastScratch const& scratch,
             std::uint8_t* out) const;

  LayerForm form_;
  TileTables tile_;
  GroupScheme scheme_;
  std::size_t input_bytes_ = 0;
  std::size_t output_bytes_ = 0;
  std::uint8_t zero_in_ = 0;
  std::size_t tile_rows_ = 0;
  std::size_t tile_columns_ = 0;
  std::size_t band_rows_ = 1; ///< rows of tiles that go through all steps together
  std::size_t lanes_ = 0;     ///< of their tiles, in whole vectors
  std::size_t row_tiles_ = 0; ///< entries of one phase of a row
  std::uint32_t odd_inverse_ = 1;
  unsigned shift_ = 0;
  std::vector<std::uint32_t> sources_; ///< [row][phase][tile] -> pixel; pixels() outside the plane
  std::vector<std::int32_t> targets_;  ///< [band][output of a tile][lane] -> pixel; -1 outside
  std::vector<std::int16_t>
      weights_;                  ///< [eight filters][product][pair of channels][filter][channel]
  std::vector<Finish> finishes_; ///< of each four filters
};

} // namespace equivarify::runtime

#endif
