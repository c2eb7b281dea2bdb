// Mutation test of the lemma library: a check that no wrong definition can fail would show nothing.

#include "equivarify/algebra/lemmas/lemmas.hpp"
#include "equivarify/algebra/lemmas/sets.hpp"
#include "equivarify/algebra/named_groups.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

namespace equivarify::algebra::lemmas {
namespace {

using Killers = std::map<std::string, std::set<std::string>>;

/// Conventions that are right: nothing refutes them.
bool is_right(Construction const& construction) {
  return construction.name == "formula" || construction.name == "mirrored";
}

/// Which conventions \p refutes each lemma under.
template <typename Refutes>
Killers find_killers(Refutes const& refutes) {
  Killers killers;
  for (Construction const& construction : named_conventions()) {
    for (Lemma const& lemma : all_lemmas()) {
      if (refutes(lemma, construction)) {
        killers[lemma.id].insert(construction.name);
      }
    }
  }
  return killers;
}

void expect_each_lemma_and_convention_covered(Killers const& killers) {
  std::set<std::string> refuted;
  for (Lemma const& lemma : all_lemmas()) {
    ASSERT_TRUE(killers.contains(lemma.id)) << lemma.id << " refutes no wrong definition";
    refuted.insert(killers.at(lemma.id).begin(), killers.at(lemma.id).end());
  }
  for (Construction const& construction : named_conventions()) {
    EXPECT_EQ(refuted.contains(construction.name), !is_right(construction)) << construction.name;
  }
}

void expect_mutants_break_what_they_should(Killers const& killers) {
  EXPECT_TRUE(killers.at("action").contains("inverse_dropped"));
  EXPECT_TRUE(killers.at("action").contains("right_for_left"));
  EXPECT_TRUE(killers.at("lift-equivariant").contains("opposite"));
  EXPECT_TRUE(killers.at("lift-projects").contains("projection_elsewhere"));
  EXPECT_TRUE(killers.at("lift-unique").contains("projection_elsewhere"));
  EXPECT_TRUE(killers.at("equivarification").contains("projection_constant"));
  EXPECT_TRUE(killers.at("compose").contains("opposite"));
  EXPECT_TRUE(killers.at("universal").contains("universal_unshifted"));
  EXPECT_TRUE(killers.at("kernel").contains("stabilizer_for_kernel"));
  EXPECT_TRUE(killers.at("kernel").contains("inclusion_inverted"));
  EXPECT_TRUE(killers.at("concat").contains("concatenation_fixed"));
  EXPECT_TRUE(killers.at("concat").contains("concatenation_left"));
  EXPECT_TRUE(killers.at("labels").contains("labels_backward"));
  EXPECT_TRUE(killers.at("parameters").contains("pooled"));
  EXPECT_TRUE(killers.at("signs").contains("signs_forgotten"));
  EXPECT_TRUE(killers.at("mean-head").contains("mean_unturned"));
  EXPECT_TRUE(killers.at("no-single-answer").contains("first_of_equals"));
  EXPECT_TRUE(killers.at("correlation").contains("opposite"));
}

void expect_other_lemmas_untouched(Killers const& killers) {
  EXPECT_FALSE(killers.at("lift-projects").contains("opposite"));
  EXPECT_FALSE(killers.at("lift-equivariant").contains("projection_elsewhere"));
  EXPECT_FALSE(killers.at("action").contains("pooled"));
}

TEST(LemmaMutation, EveryExhaustiveCheckKillsWrongDefinitions) {
  std::vector<NamedSet> const sets = transitive_sets(dihedral(3));
  Killers const killers = find_killers([&](Lemma const& lemma, Construction const& construction) {
    ExhaustiveOptions const options{.max_labels = 2, .max_cases = 64};
    return check_exhaustively(lemma, sets, construction, options).refutation.has_value();
  });
  expect_each_lemma_and_convention_covered(killers);
  expect_mutants_break_what_they_should(killers);
  expect_other_lemmas_untouched(killers);
}

TEST(LemmaMutation, EveryPropertyKillsWrongDefinitions) {
  Killers const killers = find_killers([](Lemma const& lemma, Construction const& construction) {
    return check_property(lemma, construction, {.tests = 100}).refutation.has_value();
  });
  expect_each_lemma_and_convention_covered(killers);
  expect_mutants_break_what_they_should(killers);
  expect_other_lemmas_untouched(killers);
}

} // namespace
} // namespace equivarify::algebra::lemmas
