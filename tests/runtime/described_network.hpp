/// \file
/// A network with other facts about it than its own.
#ifndef EQUIVARIFY_TESTS_RUNTIME_DESCRIBED_NETWORK_HPP
#define EQUIVARIFY_TESTS_RUNTIME_DESCRIBED_NETWORK_HPP

#include "equivarify/runtime/network/network.hpp"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "runtime/toy_model.hpp"

namespace toy {

/// \p network, which must live as long, described by \p description.
class DescribedNetwork final : public runtime::Network {
public:
  DescribedNetwork(runtime::Network& network, runtime::Description description)
      : network_(network), description_(std::move(description)) {}

  [[nodiscard]] runtime::Description const& description() const override { return description_; }

  [[nodiscard]] std::vector<runtime::ParameterView> parameters() override {
    return network_.parameters();
  }

  [[nodiscard]] std::vector<runtime::ParameterView> gradients() override {
    return network_.gradients();
  }

  void initialize(std::uint64_t seed) override { network_.initialize(seed); }

  void load() override { network_.load(); }

  void forward(std::span<float const> images, std::span<float> logits) override {
    network_.forward(images, logits);
  }

  void lane_gradients(std::span<float const> images,
                      runtime::Targets const& targets,
                      runtime::BatchPart const& part,
                      runtime::LaneTaker const& take) override {
    network_.lane_gradients(images, targets, part, take);
  }

  void update_state() override { network_.update_state(); }

private:
  runtime::Network& network_;
  runtime::Description description_;
};

/// What is known of \p network, but that nobody knows how its pictures stand, and that training
/// turns them by up to \p degrees.
inline runtime::Description turned_in_training(runtime::Network const& network, double degrees) {
  runtime::Description description = network.description();
  description.training.pose = runtime::Pose::unknown;
  description.training.turn = degrees;
  return description;
}

} // namespace toy

#endif
