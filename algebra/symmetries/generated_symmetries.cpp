#include "equivarify/algebra/symmetries/generated_symmetries.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/permutation_group.hpp"
#include "equivarify/algebra/symmetries/samples.hpp"

#include <fmt/format.h>

namespace equivarify::algebra::symmetries {

namespace {

/// \p permutations on the points that any of them moves, renumbered; at least one point.
std::vector<Permutation> on_moved_points(std::vector<Permutation> const& permutations) {
  std::vector<std::uint32_t> moved;
  std::uint32_t const degree = permutations.empty() ? 0 : permutations.front().degree();
  std::vector<std::uint32_t> number(degree);
  for (std::uint32_t x = 0; x < degree; ++x) {
    for (Permutation const& p : permutations) {
      if (p(x) != x) {
        number[x] = static_cast<std::uint32_t>(moved.size());
        moved.push_back(x);
        break;
      }
    }
  }
  std::vector<Permutation> result;
  for (Permutation const& p : permutations) {
    std::vector<std::uint32_t> images;
    for (std::uint32_t const x : moved) {
      images.push_back(number[p(x)]);
    }
    result.push_back(images.empty() ? Permutation::identity(1)
                                    : Permutation::from_images(std::move(images)));
  }
  return result;
}

} // namespace

GeneratedSymmetries generated_symmetries(std::vector<SignedPermutation> const& symmetries) {
  std::vector<Permutation> signed_places;
  for (SignedPermutation const& g : symmetries) {
    signed_places.push_back(on_signed_places(g));
  }
  std::vector<Permutation> const moved = on_moved_points(signed_places);
  GeneratedSymmetries result;
  result.degree = moved.empty() ? 1 : moved.front().degree();
  for (std::size_t i = 0; i < moved.size(); ++i) {
    if (!PermutationGroup::generated_by(result.degree, result.permutations).contains(moved[i])) {
      result.kept.push_back(i);
      result.permutations.push_back({fmt::format("g{}", result.kept.size()), moved[i]});
    }
  }
  return result;
}

SignedPermutation next_to(SignedPermutation const& first, SignedPermutation const& second) {
  SignedPermutation both = first;
  auto const start = static_cast<std::uint32_t>(first.gather.size());
  for (std::size_t i = 0; i < second.gather.size(); ++i) {
    both.gather.push_back(start + second.gather[i]);
    both.negated.push_back(second.negated[i]);
  }
  return both;
}

SignedPermutation
part_of(SignedPermutation const& whole, std::uint32_t start, std::uint32_t count) {
  SignedPermutation part;
  for (std::uint32_t i = start; i < start + count; ++i) {
    std::uint32_t const from = whole.gather[i];
    if (from < start || from >= start + count) {
      throw AlgebraError(fmt::format("entry {} comes from entry {}, expected one of {} to {}",
                                     i,
                                     from,
                                     start,
                                     start + count - 1));
    }
    part.gather.push_back(from - start);
    part.negated.push_back(whole.negated[i]);
  }
  return part;
}

} // namespace equivarify::algebra::symmetries
