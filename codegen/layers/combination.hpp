/// \file
/// What the layers share that read several values.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_COMBINATION_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_COMBINATION_HPP

#include "equivarify/codegen/layers/pointwise.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {

/// A layer that reads at least two values.
inline constexpr ReadCount two_or_more{.least = 2,
                                       .greatest = std::numeric_limits<std::size_t>::max()};

/// A layer without fields that combines the values it reads. \p Derived has what TypedLayerType
/// asks for.
template <typename Derived>
class CombinationType : public TypedLayerType<Derived, NoFields> {
public:
  CombinationType(std::string name, std::string help)
      : TypedLayerType<Derived, NoFields>{std::move(name), std::move(help), {}} {}

  [[nodiscard]] ReadCount reads() const override { return two_or_more; }

  [[nodiscard]] std::string formula(Operation const& /*operation*/,
                                    std::string const& /*weight*/,
                                    std::string const& s) const override {
    return s;
  }
};

/// \p shape as that of one value among those that a layer reads, \p index counting from 0:
/// `3x8x8 as value 2`.
[[nodiscard]] inline std::string numbered(Shape const& shape, std::size_t index) {
  return fmt::format("{} as value {}", to_string(shape), index + 1);
}

/// A kernel of \p header with one template argument for each value: \p on_images with their types,
/// \p on_vectors with the copies and their lengths.
[[nodiscard]] inline Kernel combining_kernel(std::string name,
                                             std::string header,
                                             std::string const& on_images,
                                             std::string const& on_vectors,
                                             KernelPlace const& place) {
  std::vector<std::string> arguments = place.maps;
  if (!place.on_images()) {
    arguments = {fmt::to_string(place.copies)};
    for (Shape const& input : place.inputs) {
      arguments.push_back(fmt::to_string(place.gathered * input.size()));
    }
  }
  return {.name = std::move(name),
          .header = std::move(header),
          .type = fmt::format("rt::{}<{}>",
                              place.on_images() ? on_images : on_vectors,
                              fmt::join(arguments, ", "))};
}

} // namespace equivarify::codegen

#endif
