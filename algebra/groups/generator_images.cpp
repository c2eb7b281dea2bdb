#include "equivarify/algebra/generator_images.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/permutation.hpp"

#include <fmt/format.h>

namespace equivarify::algebra {

void require_permutations(Group const& group,
                          std::uint32_t points,
                          std::vector<std::vector<std::uint32_t>> const& images) {
  if (images.size() != group.generators().size()) {
    throw AlgebraError(fmt::format("{} has {} generators, found the images under {}",
                                   group.name(),
                                   group.generators().size(),
                                   images.size()));
  }
  for (std::size_t k = 0; k < images.size(); ++k) {
    std::string const& name = group.generators()[k].name;
    if (images[k].size() != points) {
      throw AlgebraError(fmt::format(
          "generator {} has {} images, expected {}, one a point", name, images[k].size(), points));
    }
    try {
      static_cast<void>(Permutation::from_images(images[k]));
    } catch (AlgebraError const& error) {
      throw AlgebraError(fmt::format("generator {} acts by {}", name, error.what()));
    }
  }
}

} // namespace equivarify::algebra
