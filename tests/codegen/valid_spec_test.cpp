/// \file
/// Whatever `check` accepts is verified, generated, compiled, run, and agrees with the reference
/// evaluator: for random valid specs. EQUIVARIFY_SPECS in the environment is their number.
#include "support/valid_spec.hpp"

#include "equivarify/codegen/generate/generate.hpp"
#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/codegen/verify/verification.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "support/few_cases.hpp"

namespace equivarify::codegen {
namespace {

int number_of_specs(int otherwise) {
  char const* const number = std::getenv("EQUIVARIFY_SPECS"); // NOLINT(concurrency-mt-unsafe)
  return number == nullptr ? otherwise : std::atoi(number);
}

TEST(ValidSpec, IsAcceptedAndVerified) {
  EXPECT_EQ(support::counterexample(number_of_specs(30),
                                    [] {
                                      std::string const text = support::pick_valid_spec().dump(2);
                                      RC_LOG() << text << '\n';
                                      Network const network = parse_network(text, "valid.json");
                                      RC_ASSERT(verify(network, {.tests = 2, .inputs = 2}).holds());
                                    }),
            "");
}

TEST(ValidSpec, IsCompiledAndAgreesWithTheReference) {
  EXPECT_EQ(support::counterexample(number_of_specs(3),
                                    [] {
                                      std::string const text = support::pick_valid_spec().dump(2);
                                      RC_LOG() << text << '\n';
                                      Network const network = parse_network(text, "valid.json");
                                      Generation const generation = generate(network, {});
                                      RC_ASSERT(generation.comparison->holds());
                                    }),
            "");
}

} // namespace
} // namespace equivarify::codegen
