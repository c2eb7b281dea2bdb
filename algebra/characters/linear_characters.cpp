#include "equivarify/algebra/linear_characters.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/homomorphism.hpp"
#include "equivarify/algebra/structure.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::algebra {

namespace {

/// A subgroup of an abelian group and its characters, by the positions of its elements.
struct Extension {
  Group const& group;
  std::uint32_t root;
  std::vector<std::uint32_t> elements{0};
  std::vector<std::uint32_t> positions; ///< of elements; the order of the group outside
  std::vector<std::vector<std::uint32_t>> characters{{0}};

  /// Adds generator \p k: with g^m the first of its powers inside, a character extends in m ways,
  /// by the m-th roots of its value there.
  void add(std::uint32_t k) {
    std::size_t const size = elements.size();
    while (true) {
      std::uint32_t const next = group.step_unchecked(elements[elements.size() - size], k);
      if (positions[next] != group.order()) {
        extend_characters(positions[next], static_cast<std::uint32_t>(elements.size() / size));
        return;
      }
      for (std::size_t i = elements.size() - size, end = elements.size(); i < end; ++i) {
        std::uint32_t const x = group.step_unchecked(elements[i], k);
        positions[x] = static_cast<std::uint32_t>(elements.size());
        elements.push_back(x);
      }
    }
  }

private:
  void extend_characters(std::uint32_t power, std::uint32_t m) {
    std::vector<std::vector<std::uint32_t>> extended;
    for (std::uint32_t way = 0; way < m; ++way) {
      for (std::vector<std::uint32_t> const& character : characters) {
        extended.push_back(extend(character, character[power] / m + way * (root / m)));
      }
    }
    characters = std::move(extended);
  }

  /// \p character with \p value on the new generator.
  [[nodiscard]] std::vector<std::uint32_t> extend(std::vector<std::uint32_t> const& character,
                                                  std::uint32_t value) const {
    std::vector<std::uint32_t> result = character;
    while (result.size() < elements.size()) {
      result.push_back((result[result.size() - character.size()] + value) % root);
    }
    return result;
  }
};

} // namespace

LinearCharacters linear_characters(Group const& group) {
  Quotient const abelian = quotient(derived_subgroup(group));
  std::uint64_t const values = std::uint64_t{abelian.group.order()} * group.order();
  if (values > max_linear_values) {
    throw LimitError(
        fmt::format("{} has {} linear characters with {} values; at most {} are stored",
                    group.name(),
                    abelian.group.order(),
                    values,
                    max_linear_values));
  }
  Extension extension{abelian.group,
                      abelian.group.exponent(),
                      {0},
                      std::vector<std::uint32_t>(abelian.group.order(), abelian.group.order())};
  extension.positions[0] = 0;
  for (std::uint32_t k = 0; k < abelian.group.generators().size(); ++k) {
    extension.add(k);
  }
  LinearCharacters result{extension.root, {}};
  for (std::vector<std::uint32_t> const& character : extension.characters) {
    std::vector<std::uint32_t>& exponents = result.exponents.emplace_back();
    for (Element const g : group.elements()) {
      exponents.push_back(character[extension.positions[abelian.projection(g).index()]]);
    }
  }
  return result;
}

} // namespace equivarify::algebra
