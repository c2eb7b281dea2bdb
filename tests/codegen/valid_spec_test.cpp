/// \file
/// Whatever `check` accepts is verified, generated, compiled without a warning, run, and agrees
/// with the reference evaluator: for random valid specs. EQUIVARIFY_SPECS in the environment is
/// their number, EQUIVARIFY_PROGRAMS that of those whose programs' commands are run.
#include "support/valid_spec.hpp"

#include "equivarify/codegen/generate/generate.hpp"
#include "equivarify/codegen/generate/integer_forms.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"
#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/codegen/verify/verification.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "codegen/valid_program.hpp"
#include "support/few_cases.hpp"

namespace equivarify::codegen {
namespace {

int number_of(char const* variable, int otherwise) {
  char const* const number = std::getenv(variable); // NOLINT(concurrency-mt-unsafe)
  return number == nullptr ? otherwise : std::atoi(number);
}

/// Compilers that are called from here on take warnings for errors.
void refuse_warnings() {
  static bool const is_set = [] {
    char const* const flags = std::getenv("CXXFLAGS"); // NOLINT(concurrency-mt-unsafe)
    std::string const all = std::string{flags == nullptr ? "" : flags} + " -Wall -Wextra -Werror";
    return setenv("CXXFLAGS", all.c_str(), 1) == 0; // NOLINT(concurrency-mt-unsafe)
  }();
  ASSERT_TRUE(is_set);
}

TEST(ValidSpec, IsAcceptedAndVerified) {
  EXPECT_EQ(support::counterexample(number_of("EQUIVARIFY_SPECS", 12),
                                    [] {
                                      std::string const text = support::pick_valid_spec().dump(2);
                                      RC_LOG() << text << '\n';
                                      Network const network = parse_network(text, "valid.json");
                                      RC_ASSERT(verify(network, {.tests = 2, .inputs = 2}).holds());
                                    }),
            "");
}

TEST(ValidSpec, IsCompiledWithoutAWarningAndAgreesWithTheReference) {
  refuse_warnings();
  EXPECT_EQ(support::counterexample(number_of("EQUIVARIFY_SPECS", 3),
                                    [] {
                                      std::string const text = support::pick_valid_spec().dump(2);
                                      RC_LOG() << text << '\n';
                                      Network const network = parse_network(text, "valid.json");
                                      Generation const generation = generate(network, {});
                                      RC_ASSERT(generation.comparison->holds());
                                    }),
            "");
}

bool has_integers(Network const& network) {
  try {
    static_cast<void>(integer_forms(network));
    return true;
  } catch (NoIntegerForm const&) {
    return false;
  }
}

TEST(ValidSpec, HasAProgramWhoseCommandsWork) {
  EXPECT_EQ(support::counterexample(number_of("EQUIVARIFY_PROGRAMS", 1),
                                    [] {
                                      nlohmann::json const spec = support::pick_valid_spec();
                                      RC_LOG() << spec.dump(2) << '\n';
                                      Network const network =
                                          parse_network(spec.dump(2), "valid.json");
                                      TemporaryFolder const folder;
                                      compile_valid_program(network, folder.path());
                                      write_split(folder.path(), "train", spec, 12);
                                      write_split(folder.path(), "test", spec, 6);
                                      run_valid_program(folder.path(), has_integers(network));
                                    }),
            "");
}

} // namespace
} // namespace equivarify::codegen
