/// \file
/// An integer network behind the interface of all networks.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_INTEGER_NETWORK_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_INTEGER_NETWORK_HPP

#include "equivarify/runtime/integer/integer_engine.hpp"
#include "equivarify/runtime/integer/range_analysis.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <filesystem>
#include <memory>

namespace equivarify::runtime {

/// Evaluates integers; has no parameters that a training could change. Its logits are sums divided
/// by a power of two, which floats hold exactly.
class IntegerNetwork final : public Network {
public:
  /// \throws DataError naming the layer whose sums could overflow
  IntegerNetwork(IntegerWeights weights, Description description, ThreadPool& pool);

  [[nodiscard]] Description const& description() const override { return description_; }

  [[nodiscard]] IntegerWeights const& weights() const { return weights_; }

  [[nodiscard]] std::vector<RangeBound> const& bounds() const { return bounds_; }

  [[nodiscard]] IntegerEngine const& engine() const { return engine_; }

  [[nodiscard]] std::vector<ParameterView> parameters() override { return {}; }

  [[nodiscard]] std::vector<ParameterView> gradients() override { return {}; }

  [[nodiscard]] bool is_trainable() const override { return false; }

  /// \throws std::logic_error as all that changes weights does: integers are not trained.
  void initialize(std::uint64_t seed) override;
  void load() override;
  void lane_gradients(std::span<float const> images,
                      Targets const& targets,
                      BatchPart const& part,
                      LaneTaker const& take) override;
  void update_state() override;

  void forward(std::span<float const> images, std::span<float> answers) override;

  /// The logits as floats of \p sums.
  void to_logits(std::span<std::int32_t const> sums, std::span<float> answers) const;

private:
  Description description_;
  IntegerWeights weights_;
  std::vector<RangeBound> bounds_;
  IntegerEngine engine_;
  std::vector<std::int32_t> sums_;
};

/// The integer network \p description with the weights in \p path.
///
/// \throws DataError as load_integer_weights does, and where a sum could overflow.
[[nodiscard]] std::unique_ptr<IntegerNetwork> load_integer_network(
    Description const& description, ThreadPool& pool, std::filesystem::path const& path);

} // namespace equivarify::runtime

#endif
