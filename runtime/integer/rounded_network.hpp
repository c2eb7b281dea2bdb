/// \file
/// Training with rounding in the loop: an integer network whose weights can still change.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_ROUNDED_NETWORK_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_ROUNDED_NETWORK_HPP

#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/integer/folded_weights.hpp"
#include "equivarify/runtime/integer/integer_weights.hpp"
#include "equivarify/runtime/integer/rounded_gradient.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <span>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// Floats that are trained while the network computes with the integers that they round to: its
/// logits are those of integers() by the definition, to the bit. Scales, tables and caps stay as
/// they were. The gradient is that of RoundedGradient; it does not depend on the number of threads.
/// Plain loops: an image costs a few times the multiply-adds of the definition.
class RoundedNetwork final : public Network {
public:
  /// \p start is the integer network to begin with, \p floats are the parameters that it was made
  /// of, by name; a batch_norm stays part of the weights before it, as it is.
  RoundedNetwork(IntegerWeights start,
                 std::span<ParameterView const> floats,
                 Description description,
                 ThreadPool& pool);

  [[nodiscard]] Description const& description() const override { return description_; }

  /// The weights as they are rounded now. Training may have made sums possible that are too large:
  /// see require_no_overflow().
  [[nodiscard]] IntegerWeights const& integers() const { return integers_; }

  /// `LAYER.weight` and, where a layer has one, `LAYER.bias`, in the order of files.
  [[nodiscard]] std::vector<ParameterView> parameters() override { return views_of(floats_); }

  [[nodiscard]] std::vector<ParameterView> gradients() override { return views_of(gradients_); }

  /// Sets the floats to what they were at the beginning, whatever \p seed is.
  void initialize(std::uint64_t seed) override;

  /// Rounds the floats, which are cut off where the scale of their layer ends.
  void load() override;

  void forward(std::span<float const> images, std::span<float> answers) override;

  void lane_gradients(std::span<float const> images,
                      Targets const& targets,
                      BatchPart const& part,
                      LaneTaker const& take) override;

  void update_state() override {}

private:
  [[nodiscard]] std::vector<ParameterView> views_of(std::vector<FoldedWeights>& layers) const;
  void round_layer(std::size_t l);
  double image_gradient(std::span<float const> image,
                        std::uint32_t label,
                        std::vector<FoldedWeights>& sums) const;
  double add_images(std::span<float const> images, std::span<std::uint32_t const> labels);
  void logits_of(std::span<float const> image, std::span<float> logits) const;

  Description description_;
  IntegerWeights integers_;
  std::vector<FoldedWeights> start_;     ///< of each layer, empty where it has no weights
  std::vector<FoldedWeights> floats_;    ///< the same as they are now
  std::vector<FoldedWeights> gradients_; ///< of these
  RoundedGradient backward_;
  std::vector<std::vector<FoldedWeights>> of_images_; ///< gradients of images at once
  ThreadPool* pool_;
};

} // namespace equivarify::runtime

#endif
