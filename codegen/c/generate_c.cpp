#include "equivarify/codegen/c/generate_c.hpp"

#include "equivarify/codegen/c/emit_check.hpp"
#include "equivarify/codegen/c/emit_names.hpp"
#include "equivarify/codegen/c/emit_source.hpp"
#include "equivarify/codegen/generate/compiled_program.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"

#include <cstdlib>

namespace equivarify::codegen {

Generation generate_c(Network const& network, ReferenceWeights<float> const& weights) {
  Plan const plan = lower_directly(network);
  return {.files = {{network.name + "_network.h", emit_c_header(plan)},
                    {network.name + "_network.c", emit_c_source(plan, weights)},
                    {network.name + "_check.c", emit_c_check(network, weights)}},
          .multiply_adds = network.multiply_adds(),
          .multiplications = network.multiply_adds(),
          .comparison = std::nullopt};
}

void compile_c(std::filesystem::path const& folder,
               std::vector<std::string> const& sources,
               std::string const& program,
               std::string const& advice) {
  char const* const named =
      std::getenv("CC"); // NOLINT(concurrency-mt-unsafe): nothing here changes the environment
  ProgramCall command{named == nullptr ? "cc" : named, "-std=c99", "-O2"};
  command.insert(command.end(), sources.begin(), sources.end());
  command.insert(command.end(), {"-o", program, "-lm"});
  run_program(folder, command, advice);
}

std::string run_c_check(Network const& network, Generation const& generation) {
  TemporaryFolder const folder;
  for (SourceFile const& file : generation.files) {
    write_file(folder.path() / file.name, file.text);
  }
  constexpr char const* advice = "With --no-compare the code is written without being compared.";
  compile_c(
      folder.path(), {network.name + "_network.c", network.name + "_check.c"}, "check", advice);
  return run_program(folder.path(), {"./check"}, advice);
}

} // namespace equivarify::codegen
