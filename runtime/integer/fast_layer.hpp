/// \file
/// A convolution of integers in fewer products: a scheme over the group, one over tiles of outputs,
/// and one exact division at the end.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_FAST_LAYER_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_FAST_LAYER_HPP

#include "equivarify/runtime/integer/exact_form.hpp"
#include "equivarify/runtime/integer/fast_kernel.hpp"
#include "equivarify/runtime/integer/group_scheme.hpp"
#include "equivarify/runtime/integer/integer_weights.hpp"
#include "equivarify/runtime/integer/packed_layer.hpp"
#include "equivarify/runtime/integer/range_analysis.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// Buffers that one thread keeps.
struct FastScratch {
  Lines<std::uint8_t> entries;     ///< of a band: [copy][row][column][channel]
  Lines<ExactFactor> mixed;        ///< the same for one product of the group
  Lines<ExactFactor> transformed;  ///< [product of the tile][tile][channel]
  Lines<ExactSum> products;        ///< [tile][product of the tile][filter]
  Lines<std::uint32_t> outputs;    ///< [tile][vector][product of the group][output][filter]
  Lines<std::uint8_t> activations; ///< of one tile and vector: [copy][output][filter]
};

/// Factors of products have 16 bits, sums 32: transforms may wrap around, since one multiplication
/// by the inverse of the odd part of all denominators and one shift at the end give the sums back
/// exactly.
class FastLayer {
public:
  /// The form of \p layer with the fewest steps, or nothing where its definition has fewer, where a
  /// factor would not fit, or where the layer is none of windows 3 x 3 at every place. \p packed is
  /// the same layer, \p entries what it reads, \p schemes those for its parts, at least one.
  [[nodiscard]] static std::optional<FastLayer> of(IntegerLayer const& layer,
                                                   PackedLayer const& packed,
                                                   Interval const& entries,
                                                   std::span<GroupScheme const> schemes);

  /// What \p layer would be with tiles of \p tile outputs; nothing where a factor would not fit.
  ///
  /// \pre takes_tiles(layer)
  [[nodiscard]] static std::optional<FastLayer> with_tile(std::size_t tile,
                                                          IntegerLayer const& layer,
                                                          PackedLayer const& packed,
                                                          Interval const& entries,
                                                          GroupScheme const& scheme);

  /// The largest entry with which larger tiles or fewer products of the group fit than with \p
  /// entries, so that the layer takes a tenth fewer steps; nothing where none does, or where it is
  /// below a quarter of the largest of \p entries.
  [[nodiscard]] static std::optional<std::uint8_t> best_cap(IntegerLayer const& layer,
                                                            PackedLayer const& packed,
                                                            Interval const& entries,
                                                            std::span<GroupScheme const> schemes);

  /// Whether \p layer makes activations by windows of 3 x 3 at every place.
  [[nodiscard]] static bool takes_tiles(IntegerLayer const& layer);

  /// How many bands of rows an image is cut into, which threads can share: \p least of them where
  /// it has as many rows of tiles, and more where their numbers would leave the caches.
  [[nodiscard]] std::size_t bands(std::size_t least) const;

  /// One of the bands.
  struct Share {
    std::size_t number;
    std::size_t count; ///< as bands() says
  };

  /// Band \p share of all copies of one image: the activations \p out of the entries \p in, both as
  /// PackedLayer has them.
  void run(IntegerKernel const& kernel,
           std::uint8_t const* in,
           std::uint8_t* out,
           Share const& share,
           FastScratch& scratch) const;

  /// For people: "C4, tiles of 3 x 3: 125 products for 1,296".
  [[nodiscard]] std::string describe() const;

  /// No factor of a product is larger, whatever the input.
  [[nodiscard]] std::int64_t largest_factor() const { return largest_factor_; }

  [[nodiscard]] std::size_t weight_bytes() const { return weights_.size() * sizeof(std::int16_t); }

private:
  /// Columns of the plane next to each other, seen at places next to each other.
  struct Run {
    std::size_t place;
    std::size_t column;
    std::size_t count;
  };

  /// Rows of tiles that go through all steps together.
  struct Band {
    std::size_t first;
    std::size_t rows;
  };

  /// What is multiplied together: one product of the group for a group of vectors of filters.
  struct Part {
    std::size_t tiles; ///< of the band
    std::size_t product;
    std::size_t first; ///< of the vectors
  };

  FastLayer(std::size_t tile,
            IntegerLayer const& layer,
            PackedLayer const& packed,
            GroupScheme const& scheme);

  /// Sets the weights for \p entries; whether all factors and sums fit.
  [[nodiscard]] bool prepare(IntegerLayer const& layer, Interval const& entries);
  [[nodiscard]] bool set_weights(IntegerLayer const& layer);
  [[nodiscard]] bool takes(IntegerLayer const& layer, Interval const& entries) const;
  [[nodiscard]] bool sums_fit(IntegerLayer const& layer, std::int64_t reach) const;
  void find_runs();
  void set_finishes(IntegerLayer const& layer, std::int32_t centre);
  [[nodiscard]] std::vector<std::size_t>
  seen_places(std::size_t count, std::size_t before, std::size_t size) const;
  [[nodiscard]] double cost() const;
  [[nodiscard]] static double cost_of_definition(PackedLayer const& packed, std::size_t copies);
  [[nodiscard]] static std::vector<FastLayer> candidates(IntegerLayer const& layer,
                                                         PackedLayer const& packed,
                                                         std::span<GroupScheme const> schemes);

  [[nodiscard]] std::size_t products() const {
    return scheme_.products * tile_.entries * tile_.entries;
  }

  [[nodiscard]] std::size_t pairs() const { return (form_.channels + 1) / channel_pair; }

  /// Numbers of the entries of one copy for the largest band, in whole vectors.
  [[nodiscard]] std::size_t band_size() const {
    return rounded_up(lines_of({0, band_rows_}) * columns_.size() * depth_, depth_slack);
  }

  [[nodiscard]] std::size_t band_tiles() const { return tiles_of({0, band_rows_}); }

  [[nodiscard]] std::size_t lines_of(Band const& band) const {
    return band.rows * tile_.tile + taps - 1;
  }

  [[nodiscard]] std::size_t tiles_of(Band const& band) const { return band.rows * tile_columns_; }

  /// Where the outputs of a tile of a band lie.
  [[nodiscard]] std::uint32_t*
  outputs_of(std::size_t tile, std::size_t vector, std::size_t product, FastScratch& scratch) const;

  /// Vectors of filters, and those of the group of them that vector \p first begins.
  [[nodiscard]] std::size_t vectors() const { return (form_.outputs + lane_step - 1) / lane_step; }

  [[nodiscard]] std::size_t vectors_from(std::size_t first) const {
    return std::min(together_, vectors() - first);
  }

  void read_band(std::uint8_t const* in, Band const& band, FastScratch& scratch) const;
  void read_line(std::uint8_t const* in, std::size_t row, std::uint8_t* out) const;
  void transform(FastKernel const& fast, Band const& band, FastScratch& scratch) const;
  void multiply(FastKernel const& fast, Part const& part, FastScratch& scratch) const;
  void transform_back(FastKernel const& fast, Part const& part, FastScratch& scratch) const;
  void
  finish(FastKernel const& fast, Band const& band, FastScratch& scratch, std::uint8_t* out) const;
  void
  store(std::size_t tile, std::size_t vector, FastScratch const& scratch, std::uint8_t* out) const;

  LayerForm form_;
  TileTables tile_;
  GroupScheme scheme_;
  ExactForm exact_;
  std::size_t input_bytes_ = 0;
  std::size_t output_bytes_ = 0;
  std::uint8_t zero_in_ = 0;
  std::uint8_t centre_ = 0; ///< what is taken off all entries: their middle, so that they are small
  std::int32_t highest_ = 0; ///< where activations are cut off
  std::size_t tile_rows_ = 0;
  std::size_t tile_columns_ = 0;
  std::size_t band_rows_ = 1; ///< the most rows of tiles of a band
  std::size_t depth_ = 0;     ///< channels, and what fills a vector up
  std::size_t together_ = 1;  ///< vectors of filters whose products are found together
  std::int64_t largest_factor_ = 0;
  /// Of each row and column that windows see the one of the plane; its number of rows or columns
  /// outside.
  std::vector<std::size_t> rows_;
  std::vector<std::size_t> columns_;
  std::vector<std::size_t> outside_; ///< the places in `columns_` that are outside
  std::vector<Run> inside_;          ///< the others
  Lines<ExactFactor> weights_;       ///< [group of vectors][product][pair][filter][channel]
  std::vector<LaneFinish> finishes_; ///< of each vector of filters
};

} // namespace equivarify::runtime

#endif
