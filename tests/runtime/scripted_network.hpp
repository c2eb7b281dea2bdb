/// \file
/// Networks whose outputs a test writes down, and pictures whose turns it can tell.
#ifndef EQUIVARIFY_TESTS_RUNTIME_SCRIPTED_NETWORK_HPP
#define EQUIVARIFY_TESTS_RUNTIME_SCRIPTED_NETWORK_HPP

#include "equivarify/runtime/network/network.hpp"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "runtime/toy_data.hpp"

namespace toy {

/// A network whose logits are what a test says.
class ScriptedNetwork final : public runtime::Network {
public:
  using Script = std::function<void(std::span<float const> image, std::span<float> logits)>;

  explicit ScriptedNetwork(Script script) : script_(std::move(script)) {}

  [[nodiscard]] runtime::Description const& description() const override { return description_; }

  [[nodiscard]] std::vector<runtime::ParameterView> parameters() override { return {}; }

  [[nodiscard]] std::vector<runtime::ParameterView> gradients() override { return {}; }

  void initialize(std::uint64_t /*seed*/) override {}

  void load() override {}

  void forward(std::span<float const> images, std::span<float> logits) override {
    std::size_t const labels = description_.labels();
    for (std::size_t n = 0; n * labels < logits.size(); ++n) {
      script_(images.subspan(n * pixels, pixels), logits.subspan(n * labels, labels));
    }
  }

  void lane_gradients(std::span<float const> /*images*/,
                      runtime::Targets const& /*targets*/,
                      runtime::BatchPart const& /*part*/,
                      runtime::LaneTaker const& /*take*/) override {}

  void update_state() override {}

private:
  runtime::Description description_ = runtime::describe<Model>();
  Script script_;
};

/// A picture with one bright pixel, in the corner where element g takes the upper left one.
inline runtime::Dataset corner_pictures(std::vector<std::uint32_t> const& classes) {
  std::vector<std::uint8_t> all_pixels(classes.size() * pixels);
  for (std::size_t n = 0; n < classes.size(); ++n) {
    all_pixels[n * pixels] = 255;
  }
  return runtime::pictures_of_bytes(pixels, std::move(all_pixels), classes);
}

/// The element whose turn brought the bright pixel to where it is.
inline std::size_t element_of(std::span<float const> image) {
  for (std::size_t g = 0; g < turns; ++g) {
    auto const& permutation = Model::input_permutations[g];
    auto const corner = std::find(permutation.begin(), permutation.end(), 0) - permutation.begin();
    if (image[static_cast<std::size_t>(corner)] == 1.0F) {
      return g;
    }
  }
  return turns;
}

/// Says (g k, d) to each picture turned by g.
inline ScriptedNetwork answering(std::size_t k, std::size_t d) {
  return ScriptedNetwork([k, d](std::span<float const> image, std::span<float> logits) {
    std::fill(logits.begin(), logits.end(), 0.0F);
    logits[Model::product[element_of(image)][k] * kinds + d] = 1;
  });
}

} // namespace toy

#endif
