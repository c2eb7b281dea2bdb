/// \file
/// A layer of an integer network that adds or multiplies values or puts them in a row.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_JOINT_LAYER_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_JOINT_LAYER_HPP

#include "equivarify/runtime/integer/integer_weights.hpp"
#include "equivarify/runtime/integer/products.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// Makes one value of several, or of all copies of one. Activations are as PackedLayer has them.
class JointLayer {
public:
  /// Layer \p l of \p weights, which is such a layer; \p product[h][k] = h k.
  JointLayer(IntegerWeights const& weights,
             std::size_t l,
             std::vector<std::vector<std::uint32_t>> const& product);

  /// Whether a layer of the form \p form is one.
  [[nodiscard]] static bool is_one(LayerForm const& form);

  /// The activations \p out of \p images images from the values at \p sources.
  void run(IntegerKernel const& kernel,
           std::span<std::uint8_t const* const> sources,
           std::size_t images,
           std::uint8_t* out) const;

  /// The sums of the last layer, [copy][output][pixel], in place of activations.
  void run_sums(std::span<std::uint8_t const* const> sources,
                std::size_t images,
                std::int32_t* sums) const;

private:
  /// One value, or one copy of one.
  struct Part {
    std::size_t source;
    std::size_t channels;
    std::size_t pixels;
    std::size_t first; ///< of its channels among those of the result
    std::uint8_t zero;
    std::uint8_t lift;
  };

  [[nodiscard]] std::size_t copy_bytes(Part const& part) const;
  [[nodiscard]] std::size_t output_bytes() const;
  [[nodiscard]] bool is_stretched(Part const& part) const;
  [[nodiscard]] std::uint8_t const*
  copy_of(Part const& part, std::span<std::uint8_t const* const> sources, std::size_t c) const;
  void stretch(Part const& part, std::uint8_t const* in, std::uint8_t* out) const;
  void run_product(IntegerKernel const& kernel,
                   std::span<std::uint8_t const* const> sources,
                   std::size_t copies,
                   std::uint8_t* out) const;
  void place(IntegerKernel const& kernel,
             Part const& part,
             JoinTerm const& term,
             std::uint8_t* out) const;

  FormKind kind_;
  std::size_t pixels_;
  std::size_t outputs_;
  Joint joint_;
  std::vector<Part> parts_;
  std::vector<std::vector<std::uint32_t>> product_;
};

} // namespace equivarify::runtime

#endif
