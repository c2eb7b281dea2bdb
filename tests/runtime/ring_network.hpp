/// \file
/// Networks on a ring of entries, which its group turns: small enough to be tried on all inputs.
#ifndef EQUIVARIFY_TESTS_RUNTIME_RING_NETWORK_HPP
#define EQUIVARIFY_TESTS_RUNTIME_RING_NETWORK_HPP

#include "equivarify/runtime/network/network.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace ring {

namespace runtime = equivarify::runtime;

/// The cyclic group of \p entries elements, which turns as many entries; one class.
inline runtime::Description description(std::size_t entries) {
  runtime::Description result;
  result.name = "ring";
  result.spec_sha256 = std::string(64, '1');
  result.network_sha256 = std::string(64, '2');
  result.order = entries;
  result.columns = entries;
  result.class_names = {"turned"};
  result.symmetries = {std::vector<bool>(entries)};
  for (std::size_t g = 0; g < entries; ++g) {
    result.element_names.push_back(std::string("r").append(std::to_string(g)));
    result.element_labels.push_back(result.element_names.back());
    result.inverse.push_back(static_cast<std::uint32_t>((entries - g) % entries));
    result.product.emplace_back();
    result.input_permutations.emplace_back();
    for (std::size_t h = 0; h < entries; ++h) {
      result.product.back().push_back(static_cast<std::uint32_t>((g + h) % entries));
      result.input_permutations.back().push_back(
          static_cast<std::uint32_t>((entries + h - g) % entries));
    }
  }
  return result;
}

/// y(h) = F(h^-1 x) with F(x) = x_0 + 2 x_1 + ... + n x_(n-1), or what a test makes of that.
class RingNetwork final : public runtime::Network {
public:
  using Change = std::function<void(std::span<float const> x, std::span<float> logits)>;

  explicit RingNetwork(std::size_t entries, Change change = {})
      : description_(ring::description(entries)), change_(std::move(change)) {}

  [[nodiscard]] runtime::Description const& description() const override { return description_; }

  [[nodiscard]] runtime::Description& description() { return description_; }

  [[nodiscard]] std::vector<runtime::ParameterView> parameters() override {
    return {{.name = "bias", .shape = {1}, .values = bias_}};
  }

  [[nodiscard]] std::vector<runtime::ParameterView> gradients() override { return {}; }

  void initialize(std::uint64_t /*seed*/) override {}

  void load() override {}

  void forward(std::span<float const> images, std::span<float> logits) override {
    std::size_t const n = description_.order;
    for (std::size_t image = 0; image < images.size(); image += n) {
      std::span<float const> const x = images.subspan(image, n);
      std::span<float> const y = logits.subspan(image, n);
      for (std::size_t h = 0; h < n; ++h) {
        y[h] = bias_.front();
        for (std::size_t i = 0; i < n; ++i) {
          y[h] += static_cast<float>(i + 1) * x[(i + h) % n];
        }
      }
      if (change_) {
        change_(x, y);
      }
    }
  }

  void lane_gradients(std::span<float const> /*images*/,
                      runtime::Targets const& /*targets*/,
                      runtime::BatchPart const& /*part*/,
                      runtime::LaneTaker const& /*take*/) override {}

  void update_state() override {}

private:
  runtime::Description description_;
  Change change_;
  std::vector<float> bias_{0.25F};
};

/// Changes the last logit at the one input \p x.
inline RingNetwork::Change wrong_at(std::vector<float> broken) {
  return [broken = std::move(broken)](std::span<float const> x, std::span<float> logits) {
    if (std::equal(x.begin(), x.end(), broken.begin())) {
      logits.back() += 1;
    }
  };
}

} // namespace ring

#endif
