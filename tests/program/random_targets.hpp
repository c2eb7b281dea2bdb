/// \file
/// Random targets for programs that are compiled next to a generated header.
#ifndef EQUIVARIFY_TESTS_PROGRAM_RANDOM_TARGETS_HPP
#define EQUIVARIFY_TESTS_PROGRAM_RANDOM_TARGETS_HPP

#include "equivarify/runtime/answers/losses.hpp"
#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/network/model.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::testing {

/// Labels for \p images images.
template <runtime::JointModel M>
std::vector<std::uint32_t> random_targets(std::size_t images, runtime::Random& random) {
  std::vector<std::uint32_t> labels(images);
  std::generate(labels.begin(), labels.end(), [&] {
    // The last labels are classes without a pose.
    return static_cast<std::uint32_t>(random.below((M::order + 1) * M::classes));
  });
  return labels;
}

/// A target of the output \p O: classes, probabilities or numbers.
template <typename Group, typename O>
void add_target(runtime::Random& random, std::vector<float>& targets) {
  constexpr std::size_t size = runtime::target_size_of<Group, O>();
  for (std::size_t i = 0; i < size; ++i) {
    switch (O::loss) {
    case runtime::Loss::cross_entropy:
    case runtime::Loss::cross_entropy_per_cell:
      targets.push_back(static_cast<float>(random.below(runtime::Head<Group, O>::size / size)));
      break;
    case runtime::Loss::mean_squared_error:
    case runtime::Loss::huber:
      targets.push_back(static_cast<float>(random.uniform(-3, 3)));
      break;
    case runtime::Loss::binary_cross_entropy:
      targets.push_back(static_cast<float>(random.uniform()));
      break;
    }
  }
}

/// Targets of all outputs for \p images images.
template <runtime::ModelWithOutputs M>
std::vector<float> random_targets(std::size_t images, runtime::Random& random) {
  std::vector<float> targets;
  for (std::size_t n = 0; n < images; ++n) {
    M::Outputs::for_each_output(
        [&]<typename O>() { add_target<typename M::Outputs::HeadGroup, O>(random, targets); });
  }
  return targets;
}

} // namespace equivarify::testing

#endif
