/// \file
/// The group that any kind of values with a product generates.
#ifndef EQUIVARIFY_ALGEBRA_CLOSURE_HPP
#define EQUIVARIFY_ALGEBRA_CLOSURE_HPP

#include "equivarify/algebra/group_builder.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace equivarify::algebra {

/// The elements found, breadth first from the identity, and the right Cayley graph.
template <typename Value>
struct Closure {
  std::vector<Value> elements;
  std::vector<std::vector<std::uint32_t>> right;
};

/// The most numbers that the elements of a listed group may take together.
inline constexpr std::uint64_t max_listed_numbers = 1ULL << 25;

/// \throws LimitError if \p elements of \p width numbers each take more than max_listed_numbers.
void require_room(std::uint64_t elements, std::uint64_t width, std::string const& what);

/// All products of \p generators, starting from \p identity, each of \p width numbers. \throws
/// LimitError beyond Group::max_order.
template <typename Hash, typename Value, typename Multiply>
[[nodiscard]] Closure<Value> close_under(Value const& identity,
                                         std::vector<Value> const& generators,
                                         Multiply const& multiply,
                                         std::size_t width,
                                         std::string const& what) {
  Closure<Value> closure{{identity}, std::vector<std::vector<std::uint32_t>>(generators.size())};
  std::unordered_map<Value, std::uint32_t, Hash> index{{identity, 0}};
  for (std::size_t next = 0; next < closure.elements.size(); ++next) {
    for (std::size_t k = 0; k < generators.size(); ++k) {
      Value product = multiply(closure.elements[next], generators[k]);
      auto const [place, added] =
          index.try_emplace(product, static_cast<std::uint32_t>(closure.elements.size()));
      if (added) {
        require_listable(closure.elements.size() + 1, what);
        require_room(closure.elements.size() + 1, width, what);
        closure.elements.push_back(std::move(product));
      }
      closure.right[k].push_back(place->second);
    }
  }
  return closure;
}

/// Hashes a sequence of numbers (Fowler, Noll and Vo).
struct SequenceHash {
  std::size_t operator()(std::vector<std::uint32_t> const& sequence) const noexcept {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (std::uint32_t const x : sequence) {
      hash = (hash ^ x) * 0x100000001b3ULL;
    }
    return hash;
  }
};

/// \throws AlgebraError unless \p names are distinct and can name generators.
void require_generator_names(std::vector<std::string> const& names);

} // namespace equivarify::algebra

#endif
