/// \file
/// The prover and the auditor hold the same theory: two tables, read by two programs that share
/// nothing, compared entry by entry.
#include "equivarify/algebra/proof/theory.hpp"
#include "equivarify/codegen/audit/proof/theory.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace equivarify {
namespace {

namespace proof = algebra::proof;

using Lines = std::vector<std::string>;

std::string line(proof::Equation const& equation) {
  std::string text = equation.name;
  for (auto const& [name, sort] : equation.variables) {
    text.append("; ").append(name).append(": ").append(to_string(sort));
  }
  return text + " | " + to_string(equation.left) + " = " + to_string(equation.right);
}

std::string line(audit::Law const& law) {
  std::string text = law.name;
  for (auto const& [name, sort] : law.variables) {
    text.append("; ").append(name).append(": ").append(audit::print(sort));
  }
  return text + " | " + audit::print(law.left) + " = " + audit::print(law.right);
}

template <typename Law>
Lines lines(std::vector<Law> const& laws) {
  Lines result;
  for (Law const& law : laws) {
    result.push_back(line(law));
  }
  return result;
}

/// What a claim says, supposes, cites, and where it is compared.
Lines lines(proof::Claim const& claim) {
  Lines result = lines(claim.hypotheses);
  result.insert(result.end(), claim.cites.begin(), claim.cites.end());
  result.push_back(line(proof::Equation{.name = claim.name,
                                        .source = {},
                                        .variables = claim.variables,
                                        .left = claim.left,
                                        .right = claim.right}));
  result.push_back(claim.compared_at ? to_string(*claim.compared_at) : "");
  return result;
}

Lines lines(audit::Demand const& demand) {
  Lines result = lines(demand.hypotheses);
  result.insert(result.end(), demand.cites.begin(), demand.cites.end());
  result.push_back(line(audit::Law{demand.name, demand.variables, demand.left, demand.right}));
  result.push_back(demand.compared_at);
  return result;
}

TEST(Theories, HaveTheSameAxioms) {
  EXPECT_EQ(lines(proof::shipped_theory().axioms), lines(audit::theory().axioms));
}

TEST(Theories, HaveTheSameHypotheses) {
  std::map<std::string, std::string> ours;
  for (proof::Equation const& hypothesis : proof::shipped_theory().hypotheses) {
    ours.emplace(hypothesis.name, line(hypothesis));
  }
  std::map<std::string, std::string> auditors;
  for (auto const& [name, law] : audit::theory().given) {
    auditors.emplace(name, line(law));
  }
  EXPECT_EQ(ours, auditors);
}

TEST(Theories, DefineTheSameSymbolsAfterTheSameClaims) {
  std::map<std::string, Lines> ours;
  for (proof::DefinedSymbol const& defined : proof::shipped_theory().defined) {
    ours.emplace(defined.symbol, defined.after);
  }
  EXPECT_EQ(ours, audit::theory().defined_after);
}

TEST(Theories, HaveTheSameClaims) {
  std::vector<proof::Theorem> const ours = proof::shipped_theory().theorems();
  std::vector<audit::DemandedTheorem> const auditors = audit::theory().theorems;
  ASSERT_EQ(ours.size(), auditors.size());
  for (std::size_t i = 0; i < ours.size(); ++i) {
    EXPECT_EQ(ours[i].id, auditors[i].id);
    EXPECT_EQ(i >= proof::shipped_theory().lemmas.size(), auditors[i].of_construction)
        << ours[i].id;
    ASSERT_EQ(ours[i].claims.size(), auditors[i].claims.size()) << ours[i].id;
    for (std::size_t k = 0; k < ours[i].claims.size(); ++k) {
      EXPECT_EQ(lines(ours[i].claims[k]), lines(auditors[i].claims[k]));
    }
  }
}

} // namespace
} // namespace equivarify
