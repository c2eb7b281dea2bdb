#include "equivarify/runtime/integer/integer_network.hpp"

#include "equivarify/runtime/integer/integer_files.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace equivarify::runtime {

namespace {

[[noreturn]] void refuse_training() {
  throw std::logic_error("an integer network is not trained");
}

IntegerWeights checked(IntegerWeights weights, Description const& description) {
  require_no_overflow(analyse_ranges(weights), description.name);
  return weights;
}

Description exact_form(Description description) {
  description.is_exact = true; // integers, whatever the floats of the spec are
  return description;
}

} // namespace

IntegerNetwork::IntegerNetwork(IntegerWeights weights, Description description, ThreadPool& pool)
    : description_(exact_form(std::move(description))),
      weights_(checked(std::move(weights), description_)), bounds_(analyse_ranges(weights_)),
      engine_(weights_, description_, pool) {}

void IntegerNetwork::initialize(std::uint64_t /*seed*/) {
  refuse_training();
}

void IntegerNetwork::load() {
  refuse_training();
}

void IntegerNetwork::lane_gradients(std::span<float const> /*images*/,
                                    Targets const& /*targets*/,
                                    BatchPart const& /*part*/,
                                    LaneTaker const& /*take*/) {
  refuse_training();
}

void IntegerNetwork::update_state() {
  refuse_training();
}

void IntegerNetwork::forward(std::span<float const> images, std::span<float> answers) {
  std::size_t const count = images.size() / description_.input_size();
  sums_.resize(count * description_.output_size());
  engine_.forward(images, sums_);
  to_logits(sums_, answers);
}

void IntegerNetwork::to_logits(std::span<std::int32_t const> sums, std::span<float> answers) const {
  int const exponent = weights_.layers.back().exponent;
  std::transform(sums.begin(), sums.end(), answers.begin(), [exponent](std::int32_t sum) {
    return std::ldexp(static_cast<float>(sum), -exponent);
  });
}

std::unique_ptr<IntegerNetwork> load_integer_network(Description const& description,
                                                     ThreadPool& pool,
                                                     std::filesystem::path const& path) {
  return std::make_unique<IntegerNetwork>(
      load_integer_weights(description, path), description, pool);
}

} // namespace equivarify::runtime
