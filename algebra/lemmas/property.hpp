/// \file
/// Each lemma as a property over random groups, G-sets and maps.
#ifndef EQUIVARIFY_ALGEBRA_LEMMAS_PROPERTY_HPP
#define EQUIVARIFY_ALGEBRA_LEMMAS_PROPERTY_HPP

#include "equivarify/algebra/lemmas/lemma.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace equivarify::algebra::lemmas {

/// Numbers that say how to make an instance; smaller numbers make smaller instances, so that a
/// counterexample shrinks towards the trivial group, one point and one label.
struct Recipe {
  std::uint32_t group = 0; ///< in small_groups()
  std::vector<std::uint32_t>
      orbits{}; ///< for each orbit which class of subgroups, from the whole group on
  std::uint32_t labels = 1;
  std::vector<Label> map{};
  std::vector<Label> other_map{};
  std::vector<Label> next{};
  std::vector<Label> tuple{};
  std::vector<Label> layer{};
};

/// The instance that \p recipe describes; numbers out of range are taken modulo what there is.
[[nodiscard]] Instance make_instance(Recipe const& recipe);

/// How the property is run.
struct PropertyOptions {
  std::uint64_t seed = 1;
  int tests = 200;
};

/// What the property has seen.
struct PropertyReport {
  std::uint64_t tests = 0;     ///< instances on which the lemma held
  std::uint64_t discarded = 0; ///< instances to which it did not apply
  std::uint64_t shrinks = 0;   ///< smaller instances tried after a refutation
  std::optional<Facts> refutation{};

  static void describe(auto& fields) {
    fields.field("tests", &PropertyReport::tests);
    fields.file("discarded", &PropertyReport::discarded);
    fields.file("shrinks", &PropertyReport::shrinks);
  }
};

/// Checks \p lemma on random instances over the groups of order up to 15; a refutation is shrunk.
/// Equal options give equal reports; prints nothing and reads no environment.
[[nodiscard]] PropertyReport check_property(Lemma const& lemma,
                                            Construction const& construction,
                                            PropertyOptions const& options);

/// \p count random recipes as the property draws them, for tests of the generator.
[[nodiscard]] std::vector<Recipe> sample_recipes(std::uint64_t seed, int count);

} // namespace equivarify::algebra::lemmas

#endif
