#include "equivarify/algebra/element_set.hpp"

namespace equivarify::algebra {

bool ElementSet::contains(ElementSet const& other) const noexcept {
  for (std::size_t i = 0; i < bits_.size(); ++i) {
    if ((other.bits_[i] & ~bits_[i]) != 0) {
      return false;
    }
  }
  return true;
}

// G. Butler, Fundamental Algorithms for Permutation Groups (LNCS 559), chapter 3: the new group is
// a union of left cosets y H; it is complete when every representative times every generator lies
// in a known coset.
GeneratedSet extend_subgroup(Group const& group, GeneratedSet const& subgroup, std::uint32_t g) {
  GeneratedSet result = subgroup;
  result.generators.push_back(g);
  std::vector<std::uint32_t> const base = subgroup.elements.members();
  std::vector<std::uint32_t> representatives{0};
  auto const add_coset = [&](std::uint32_t y) {
    representatives.push_back(y);
    for (std::uint32_t const h : base) {
      result.elements.insert(group.multiply_unchecked(y, h));
    }
  };
  // NOLINTNEXTLINE(modernize-loop-convert): it grows
  for (std::size_t i = 0; i < representatives.size(); ++i) {
    for (std::uint32_t const s : result.generators) {
      std::uint32_t const y = group.multiply_unchecked(s, representatives[i]);
      if (!result.elements.contains(y)) {
        add_coset(y);
      }
    }
  }
  return result;
}

std::size_t BitsHash::operator()(std::vector<std::uint64_t> const& bits) const noexcept {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (std::uint64_t const word : bits) {
    hash = (hash ^ word) * 0x9e3779b97f4a7c15ULL;
    hash ^= hash >> 29;
  }
  return hash;
}

} // namespace equivarify::algebra
