#include "equivarify/runtime/integer/value_plan.hpp"

#include "equivarify/runtime/integer/integer_weights.hpp"

#include <algorithm>

namespace equivarify::runtime {

namespace {

/// For each value the last layer that reads it; where none does, the one that makes it.
std::vector<std::size_t> last_readers(std::span<LayerForm const> layers) {
  std::vector<std::size_t> result{0};
  for (std::size_t l = 0; l < layers.size(); ++l) {
    result.push_back(l);
    for (std::size_t i = 0; i < layers[l].reads(); ++i) {
      result[value_read(layers[l], l, i)] = l;
    }
  }
  return result;
}

/// The values before layer \p first_together that it or a later one reads.
std::vector<std::size_t> kept_values(std::span<LayerForm const> layers,
                                     std::size_t first_together) {
  std::vector<std::size_t> result;
  for (std::size_t l = first_together; l < layers.size(); ++l) {
    for (std::size_t i = 0; i < layers[l].reads(); ++i) {
      std::size_t const value = value_read(layers[l], l, i);
      if (value <= first_together &&
          std::find(result.begin(), result.end(), value) == result.end()) {
        result.push_back(value);
      }
    }
  }
  return result;
}

} // namespace

ValuePlan plan_values(std::span<LayerForm const> layers, std::size_t first_together) {
  ValuePlan plan{.buffers = {}, .count = 0, .together = kept_values(layers, first_together)};
  std::vector<std::size_t> until = last_readers(layers);
  for (std::size_t const value : plan.together) {
    until[value] = std::min(first_together, until[value]);
  }
  for (std::size_t value = 0; value <= layers.size(); ++value) {
    std::vector<bool> is_taken(value + 1);
    for (std::size_t other = 0; other < value; ++other) {
      // Layer value - 1, which makes the value, reads the others whose last reader it is.
      if (until[other] + 1 >= value) {
        is_taken[plan.buffers[other]] = true;
      }
    }
    auto const free = std::find(is_taken.begin(), is_taken.end(), false);
    plan.buffers.push_back(static_cast<std::size_t>(free - is_taken.begin()));
    plan.count = std::max(plan.count, plan.buffers.back() + 1);
  }
  return plan;
}

} // namespace equivarify::runtime
