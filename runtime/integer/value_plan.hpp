/// \file
/// Where the values of an integer network lie while it is evaluated.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_VALUE_PLAN_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_VALUE_PLAN_HPP

#include "equivarify/runtime/base/layer_form.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// The buffers of all values: 0 is the input, l + 1 what layer l makes.
struct ValuePlan {
  std::vector<std::size_t> buffers;  ///< of each value: no two at once have the same
  std::size_t count = 0;             ///< of buffers
  std::vector<std::size_t> together; ///< values of each image that layers read of all images
};

/// The buffers of the network of \p layers, whose layers from number \p first_together on take all
/// images at once, and those before one after another. A chain needs two.
[[nodiscard]] ValuePlan plan_values(std::span<LayerForm const> layers, std::size_t first_together);

} // namespace equivarify::runtime

#endif
