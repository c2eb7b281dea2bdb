// The mutation score of the lemma library: how much its checks can see.

#include "equivarify/algebra/lemmas/mutation_score.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

namespace equivarify::algebra::lemmas {
namespace {

using testing::IsEmpty;
using testing::IsSupersetOf;

MutationScore const& score() {
  static MutationScore const result = score_mutants(mutants(), {});
  return result;
}

std::string lemma_that_kills(std::string const& name) {
  for (MutantVerdict const& verdict : score().mutants) {
    if (verdict.name == name && verdict.kill) {
      return verdict.kill->lemma;
    }
  }
  return "";
}

TEST(MutationScore, EveryMutantIsKilled) {
  EXPECT_GE(score().mutants.size(), 50U);
  for (MutantVerdict const& verdict : score().mutants) {
    EXPECT_TRUE(verdict.kill) << verdict.part << ", " << verdict.name << ": "
                              << verdict.description;
  }
  EXPECT_EQ(score().killed(), score().mutants.size());
}

TEST(MutationScore, TheDefinitionsOfThePaperSurvive) {
  EXPECT_THAT(score().refuting_the_formula, IsEmpty());
  EXPECT_TRUE(score().complete());
}

TEST(MutationScore, EveryPartHasMutantsOfDifferentNames) {
  std::set<std::string> names;
  std::map<std::string, std::size_t> parts;
  for (Mutant const& mutant : mutants()) {
    EXPECT_TRUE(names.insert(mutant.construction.name).second) << mutant.construction.name;
    ++parts[mutant.part];
  }
  EXPECT_EQ(parts.size(), 11U);
  for (auto const& [part, count] : parts) {
    EXPECT_GE(count, 4U) << part;
  }
}

TEST(MutationScore, TheRightLemmaKills) {
  EXPECT_EQ(lemma_that_kills("action_keeps_first"), "action");
  EXPECT_EQ(lemma_that_kills("action_by_conjugation"), "lift-equivariant");
  EXPECT_EQ(lemma_that_kills("projection_to_largest"), "lift-projects");
  EXPECT_EQ(lemma_that_kills("universal_conjugated"), "universal");
  EXPECT_EQ(lemma_that_kills("kernel_centre"), "kernel");
  EXPECT_EQ(lemma_that_kills("representative_of_next"), "kernel");
  EXPECT_EQ(lemma_that_kills("concatenation_one_too_far"), "concat");
  EXPECT_EQ(lemma_that_kills("labels_right_for_left"), "labels");
  EXPECT_EQ(lemma_that_kills("decision_onto_is_enough"), "decision");
  EXPECT_EQ(lemma_that_kills("section_conjugated"), "section");
}

// The comments in the sources say why these do not count.
TEST(MutationScore, EquivalentMutantsSurvive) {
  Construction relabelled = variant("relabelled", "copy h sees (s(h g_0^-1), s(h g_1^-1), ...)");
  relabelled.concatenate = [](Group const& group, Tuple const& s, Element h) {
    return tabulate(group,
                    [&](Element g) { return s[group.multiply(h, group.inverse(g)).index()]; });
  };
  MutationScore const survived = score_mutants({{"concatenation", relabelled}}, {});
  EXPECT_EQ(survived.killed(), 0U);
  EXPECT_FALSE(survived.complete());
}

TEST(MutationScore, CounterexamplesFitOnALine) {
  std::string const line = to_line(kill(convention_named("opposite"), {}).value().facts);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_EQ(line.find("group = C3 = {e, r, r^2}; X = "), 0U) << line;
  EXPECT_NE(line.find("refutes: F^(g x) = g F^(x); g = r; x = "), std::string::npos) << line;
}

} // namespace
} // namespace equivarify::algebra::lemmas
