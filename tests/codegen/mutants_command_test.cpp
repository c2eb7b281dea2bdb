/// \file
/// `equivarify mutants`, in process; tests/lint/lemma_table has it kill them all.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/run_equivarify.hpp"

namespace equivarify::codegen {
namespace {

using support::Outcome;
using support::run_equivarify;
using ::testing::HasSubstr;

Outcome mutants(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "mutants");
  return run_equivarify(arguments);
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
