/// \file
/// Evaluates an integer network: fast, and the same integers as its definition.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_INTEGER_ENGINE_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_INTEGER_ENGINE_HPP

#include "equivarify/runtime/arrays/crew.hpp"
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/integer/fast_layer.hpp"
#include "equivarify/runtime/integer/integer_weights.hpp"
#include "equivarify/runtime/integer/joint_layer.hpp"
#include "equivarify/runtime/integer/packed_layer.hpp"
#include "equivarify/runtime/integer/products.hpp"
#include "equivarify/runtime/integer/value_plan.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// How an integer network is evaluated: the sums are the same.
enum class IntegerForm {
  fastest, ///< convolutions in fewer products where that saves time
  direct   ///< all multiply-adds of the definition
};

/// The last layer of \p weights gives sums: the logits, or, while a network is quantised layer by
/// layer, what its next activations will be made of.
class IntegerEngine {
public:
  /// \pre \p weights are those of the network \p description, or its first layers, and cannot
  /// overflow
  IntegerEngine(IntegerWeights const& weights,
                Description const& description,
                ThreadPool& pool,
                IntegerKernel const& kernel = integer_kernels().front(),
                IntegerForm form = IntegerForm::fastest);

  /// The sums of the last layer for one image: [copy][output][pixel].
  [[nodiscard]] std::size_t output_size() const;

  /// Sets \p sums to output_size() integers for each of \p images.
  void forward(std::span<float const> images, std::span<std::int32_t> sums);

  /// Bytes of all weights as the kernel takes them.
  [[nodiscard]] std::size_t weight_bytes() const;

  /// Where the activations of each layer could be cut off, so that others take larger tiles: 255
  /// where nowhere. \p weights are those that this was made of.
  [[nodiscard]] std::vector<std::uint8_t> caps_for_tiles(IntegerWeights const& weights) const;

  /// Of a layer \p l that is computed in fewer products, of 16 bits: no factor is larger. 0 of
  /// others.
  [[nodiscard]] std::int64_t largest_factor(std::size_t l) const;

  /// For people: how layer \p l is computed in fewer products; empty where it is not.
  [[nodiscard]] std::string describe_form(std::size_t l) const;

private:
  /// Lanes of a block of outputs whose results lie next to each other: where those of the first one
  /// go.
  struct Segment {
    std::size_t lane;
    std::size_t lanes;
    std::size_t copy; ///< of all images of a task
    std::size_t pixel;
  };

  /// Buffers of one thread.
  struct Scratch {
    std::vector<std::vector<std::uint8_t>> values;   ///< by the buffers of the plan
    std::vector<std::vector<std::uint8_t>> together; ///< of all images of a task
    std::vector<std::uint8_t const*> sources;
    std::vector<std::uint8_t> padded;
    Lines<std::uint8_t> patches; ///< the entries of a row for each output
    Lines<std::int32_t> row_sums;
    std::vector<std::uint8_t const*> rows;
    std::vector<Segment> segments;
    FastScratch fast;
  };

  /// One thread, or all that share the work on an image.
  using Threads = Crew<Scratch>;

  /// Images that go through one layer together.
  struct Run {
    std::size_t place; ///< of the layer
    PackedLayer const& layer;
    std::size_t images;
    std::span<std::uint8_t const* const> sources;
    std::uint8_t const* in; ///< the first of them
    std::uint8_t* out;
    std::int32_t* sums; ///< of the last layer, in place of `out`
    Threads const& threads;
    Scratch& scratch; ///< of the thread that the others help
  };

  /// Outputs of copies, in order, of which each has a row of entries.
  struct Rows {
    std::size_t first;
    std::size_t count;
    std::size_t bytes; ///< of the entries of one
  };

  void plan_values_of(IntegerWeights const& weights);
  void forward_task(std::span<float const> images,
                    std::int32_t* sums,
                    Threads const& threads,
                    Scratch& scratch) const;
  void allocate(Scratch& scratch) const;
  void run_layer(std::size_t l,
                 std::size_t images,
                 std::int32_t* sums,
                 Threads const& threads,
                 Scratch& scratch) const;
  void apply(Run const& run) const;
  void apply_fast(Run const& run, FastLayer const& fast) const;
  std::uint8_t const* padded_input(Run const& run) const;
  void apply_direct(Run const& run) const;
  void multiply_direct(Run const& run,
                       std::uint8_t const* in,
                       std::size_t copy,
                       std::size_t first,
                       Scratch& scratch) const;
  void multiply(Run const& run, Scratch const& scratch) const;
  static void
  store(Run const& run, Segment const& segment, std::size_t filter, std::uint32_t const* quads);
  static void
  store_sums(Run const& run, Segment const& segment, std::size_t filter, std::int32_t const* sums);
  void apply_gathered(Run const& run) const;
  void gather(Run const& run, std::uint8_t const* in, std::size_t output, std::uint8_t* out) const;
  void multiply_rows(Run const& run, Rows const& rows, std::size_t vector, Scratch& scratch) const;
  void
  store_row(Run const& run, std::size_t output, std::size_t vector, std::int32_t const* sums) const;

  [[nodiscard]] std::size_t part_of(LayerForm const& form, std::size_t h, std::size_t k) const {
    return form.concatenated ? description_.product[h][k] : h;
  }

  Description description_;
  InputRule input_;
  IntegerKernel kernel_;
  ThreadPool* pool_;
  std::vector<PackedLayer> layers_;
  std::vector<std::optional<FastLayer>> fast_;    ///< of each layer
  std::vector<std::optional<JointLayer>> joints_; ///< the same
  std::size_t gathered_from_; ///< the first layer that takes all images of a task at once
  ValuePlan plan_;
  std::vector<std::size_t> value_bytes_; ///< of all copies of each value
  std::vector<Scratch> scratch_;
};

} // namespace equivarify::runtime

#endif
