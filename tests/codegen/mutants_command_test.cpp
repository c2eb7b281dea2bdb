/// \file
/// `equivarify mutants`, in process.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>
#include <string>
#include <vector>

#include "support/run_equivarify.hpp"

namespace equivarify::codegen {
namespace {

using support::Outcome;
using support::run_equivarify;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;

Outcome mutants(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "mutants");
  return run_equivarify(arguments);
}

// The full score, with the default number of instances, is that of mutation_score_test.
TEST(MutantsCommand, ListsEveryMutantWithTheLemmaThatKillsIt) {
  Outcome const outcome = mutants({"--json", "--tests", "30"});
  EXPECT_EQ(outcome.code, ExitCode::done);
  nlohmann::json const score = nlohmann::json::parse(outcome.out);
  EXPECT_GE(score["total"], 50);
  EXPECT_EQ(score["killed"], score["total"]);
  EXPECT_EQ(score["mutants"].size(), score["total"]);
  std::set<std::string> lemmas;
  for (nlohmann::json const& mutant : score["mutants"]) {
    lemmas.insert(mutant["kill"]["lemma"]);
    EXPECT_THAT(mutant["kill"]["counterexample"].get<std::string>(), HasSubstr("; refutes: "));
  }
  EXPECT_THAT(lemmas,
              IsSupersetOf({"action",
                            "lift-equivariant",
                            "lift-projects",
                            "universal",
                            "kernel",
                            "concat",
                            "labels",
                            "decision",
                            "section"}));
}

// One random instance of each lemma is not enough to find every error.
TEST(MutantsCommand, EndsWithOneWhereAMutantSurvives) {
  Outcome const outcome = mutants({"--tests", "1", "--seed", "3"});
  EXPECT_EQ(outcome.code, ExitCode::refuted);
  EXPECT_THAT(outcome.out, HasSubstr("SURVIVES"));
  EXPECT_THAT(outcome.out, HasSubstr("the definitions of the paper survive the same checks\n"));
}

} // namespace
} // namespace equivarify::codegen
