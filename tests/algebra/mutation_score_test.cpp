// The mutation score of the lemma library: how much its checks can see.

#include "equivarify/algebra/lemmas/mutation_score.hpp"

#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>

namespace equivarify::algebra::lemmas {
namespace {

using ::testing::IsEmpty;

std::string lemma_that_kills(MutationScore const& score, std::string const& name) {
  for (MutantVerdict const& verdict : score.mutants) {
    if (verdict.name == name && verdict.kill) {
      return verdict.kill->lemma;
    }
  }
  return "";
}

void expect_the_right_lemma_kills(MutationScore const& score) {
  EXPECT_EQ(lemma_that_kills(score, "action_keeps_first"), "action");
  EXPECT_EQ(lemma_that_kills(score, "action_by_conjugation"), "lift-equivariant");
  EXPECT_EQ(lemma_that_kills(score, "projection_to_largest"), "lift-projects");
  EXPECT_EQ(lemma_that_kills(score, "universal_conjugated"), "universal");
  EXPECT_EQ(lemma_that_kills(score, "kernel_centre"), "kernel");
  EXPECT_EQ(lemma_that_kills(score, "representative_of_next"), "kernel");
  EXPECT_EQ(lemma_that_kills(score, "concatenation_one_too_far"), "concat");
  EXPECT_EQ(lemma_that_kills(score, "labels_right_for_left"), "labels");
  EXPECT_EQ(lemma_that_kills(score, "signs_of_source"), "signs");
  EXPECT_EQ(lemma_that_kills(score, "activation_saturated"), "signs");
  EXPECT_EQ(lemma_that_kills(score, "bias_of_permutation"), "signs");
  EXPECT_EQ(lemma_that_kills(score, "mean_turned_back"), "mean-head");
  EXPECT_EQ(lemma_that_kills(score, "head_to_same_stabilizer"), "finite-head");
  EXPECT_EQ(lemma_that_kills(score, "first_of_equals"), "no-single-answer");
  EXPECT_EQ(lemma_that_kills(score, "best_answers_first"), "best-answers");
  EXPECT_EQ(lemma_that_kills(score, "marginal_largest"), "marginals");
  EXPECT_EQ(lemma_that_kills(score, "targets_right_coset"), "unknown-pose");
  EXPECT_EQ(lemma_that_kills(score, "correlation_backward"), "correlation");
  EXPECT_EQ(lemma_that_kills(score, "decision_onto_is_enough"), "decision");
  EXPECT_EQ(lemma_that_kills(score, "section_conjugated"), "section");
}

TEST(MutationScore, EveryMutantIsKilledAndThePaperSurvives) {
  MutationScore const score = score_mutants(mutants(), {});
  EXPECT_GE(score.mutants.size(), 115U);
  for (MutantVerdict const& verdict : score.mutants) {
    EXPECT_TRUE(verdict.kill) << verdict.part << ", " << verdict.name << ": "
                              << verdict.description;
  }
  EXPECT_THAT(score.refuting_the_formula, IsEmpty());
  EXPECT_TRUE(score.complete());
  expect_the_right_lemma_kills(score);
}

TEST(MutationScore, EveryPartHasMutantsOfDifferentNames) {
  std::set<std::string> names;
  std::map<std::string, std::size_t> parts;
  for (Mutant const& mutant : mutants()) {
    EXPECT_TRUE(names.insert(mutant.construction.name).second) << mutant.construction.name;
    ++parts[mutant.part];
  }
  EXPECT_EQ(parts.size(), 21U);
  for (auto const& [part, count] : parts) {
    EXPECT_GE(count, 4U) << part;
  }
}

void append(std::string& signature, Tuple const& s) {
  signature += show(s);
}

/// What the definitions of copies do on values that are all different, for a group whose elements
/// do not commute.
void append_copies(std::string& signature, Construction const& construction, Group const& group) {
  auto const value = [](Element g) { return (g.index() * 5 + 2) % 17; };
  Tuple const s = tabulate(group, [](Element h) { return (h.index() * 7 + 3) % 19; });
  append(signature, construction.lift(group, value));
  append(signature, construction.universal(group, value));
  for (Element const a : group.elements()) {
    append(signature, {construction.project(group, tabulate(group, [&](Element h) {
                                              return 1 + s[group.multiply(a, h).index()];
                                            }))});
  }
  for (Element const g : group.elements()) {
    append(signature, construction.act(group, g, s));
    append(signature, construction.concatenate(group, s, g));
    for (Element const h : group.elements()) {
      CopyLabel const extended = construction.extend_label(group, g, {h, 3});
      append(signature, {extended.copy.index(), extended.label});
    }
  }
}

void append_quotient(std::string& signature, Construction const& construction, Subgroup const& n) {
  Quotient const factor = quotient(n);
  Tuple s(factor.group.order());
  std::iota(s.begin(), s.end(), 0U);
  append(signature, construction.include(factor, s));
  for (Element const g : n.group().elements()) {
    append(signature, {construction.coset(factor, g).index()});
  }
  for (Element const coset : factor.group.elements()) {
    append(signature, {construction.representative(factor, coset).index()});
  }
}

void append_decision(std::string& signature, Construction const& construction, GSet const& set) {
  for (Label const constant : {0U, 1U}) {
    LabelMap map(set.size(), constant);
    map[0] = 0;
    for (Point const x : set.points()) {
      Tuple const f = universal_value(set, map, x);
      auto const w = construction.find_above(set, map, f);
      append(signature, {w ? w->index() : 99});
      for (Element const g : set.group().elements()) {
        append(signature, {construction.extend_section(set, g, x).index()});
      }
    }
  }
}

void append(std::string& signature, std::vector<CopyLabel> const& labels) {
  for (CopyLabel const& y : labels) {
    append(signature, Tuple{y.copy.index(), y.label});
  }
}

/// What the definitions of answers do on numbers with equals and without.
void append_answers(std::string& signature, HeadDefinitions const& heads, Group const& group) {
  std::mt19937_64 random{1};
  for (int i = 0; i < 40; ++i) {
    Scores scores{.classes = 2, .numbers = {}};
    while (scores.numbers.size() < 2 * std::size_t{group.order()}) {
      scores.numbers.push_back(static_cast<std::int64_t>(random() % (i < 20 ? 2U : 5U)));
    }
    append(signature, heads.best(group, scores));
    auto const single = heads.single(group, scores);
    append(signature, single ? std::vector{*single} : std::vector<CopyLabel>{});
    signature += std::to_string(heads.marginal(group, scores, 1)) + ";";
  }
}

/// What the definitions of outputs do on \p set.
void append_heads(std::string& signature, HeadDefinitions const& heads, GSet const& set) {
  std::vector<int> gauge(set.size(), 1);
  gauge.back() = -1;
  SignedSet const signs = signed_set(set, gauge);
  Vector v(set.size());
  std::iota(v.begin(), v.end(), -3);
  Vector w(set.size(), 2);
  w.front() = 5;
  std::vector<Vector> copies;
  for (Element const g : set.group().elements()) {
    copies.push_back(Vector(set.size(), g.index() % 3));
    copies.back().front() = g.index();
    signature += show(heads.move(signs, g, v)) + std::to_string(heads.correlate(set, w, v, g));
  }
  signature += show(heads.bias(signs, v)) + show(heads.mean(signs, copies));
  for (Tuple const& s : {Tuple(set.group().order(), 0), coordinates(set.group(), 3, Point{5})}) {
    for (Point const y : heads.images(set, s)) {
      append(signature, Tuple{y.index()});
    }
  }
  for (std::int64_t r = -300; r <= 300; ++r) {
    signature += std::to_string(heads.activation(r)) + ",";
  }
}

std::string signature_of(Construction const& construction) {
  std::string signature;
  Group const group = dihedral(4);
  append_copies(signature, construction, group);
  append_copies(signature, construction, alternating(4));
  append_answers(signature, construction.heads, group);
  std::vector<Subgroup> const subgroups = all_subgroups(group);
  for (Subgroup const& h : subgroups) {
    append_heads(signature, construction.heads, GSet::coset_space(h));
    for (Element const pose : group.elements()) {
      for (Element const target : construction.heads.targets(h, pose)) {
        append(signature, Tuple{target.index()});
      }
    }
    if (h.is_normal()) {
      append_quotient(signature, construction, h);
    }
    for (GSet const& set : {GSet::coset_space(h),
                            GSet::disjoint_union(GSet::coset_space(h), GSet::trivial(group, 1)),
                            GSet::disjoint_union(GSet::trivial(group, 2), GSet::coset_space(h))}) {
      signature += construction.kernel(set).to_string();
      append_decision(signature, construction, set);
    }
  }
  return signature;
}

TEST(MutationScore, NoTwoMutantsAreTheSame) {
  std::map<std::string, std::string> names{{signature_of(formula()), "formula"}};
  for (Mutant const& mutant : mutants()) {
    auto const [same, added] =
        names.try_emplace(signature_of(mutant.construction), mutant.construction.name);
    EXPECT_TRUE(added) << mutant.construction.name << " is " << same->second;
  }
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
