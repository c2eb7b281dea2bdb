#include "equivarify/codegen/c/generate_c.hpp"

#include "equivarify/codegen/c/emit_check.hpp"
#include "equivarify/codegen/c/emit_names.hpp"
#include "equivarify/codegen/c/emit_source.hpp"
#include "equivarify/codegen/generate/compiled_program.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"
#include "equivarify/codegen/spec/construction.hpp"
#include "equivarify/codegen/spec/plain_block.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace equivarify::codegen {

Generation generate_c(Network const& network, ReferenceWeights<float> const& weights) {
  if (network.construction) {
    ConstructionKind const kind = network.construction->kind;
    throw InputError{
        {.pointer = kind == ConstructionKind::coinduction ? "/already" : "/construction",
         .summary = "no C can be generated",
         .found = fmt::format("a network made by {}", name_of(kind)),
         .expected = "the lift to copies (--target cpp takes both)"}};
  }
  require_joint(network, "no C can be generated");
  require_one_array(network, "no C can be generated");
  Plan const plan = lower_directly(network);
  return {.files = {{network.name + "_network.h", emit_c_header(plan, weights)},
                    {network.name + "_network.c", emit_c_source(plan, weights)},
                    {network.name + "_check.c", emit_c_check(network, weights)}},
          .multiply_adds = network.multiply_adds(),
          .multiplications = network.multiply_adds(),
          .comparison = std::nullopt};
}

std::string run_c_check(Network const& network, Generation const& generation) {
  TemporaryFolder const folder;
  for (SourceFile const& file : generation.files) {
    write_file(folder.path() / file.name, file.text);
  }
  constexpr char const* advice = "With --no-compare the code is written without being compared.";
  char const* const named =
      std::getenv("CC"); // NOLINT(concurrency-mt-unsafe): nothing here changes the environment
  run_program(folder.path(),
              {named == nullptr ? "cc" : named,
               "-std=c99",
               "-O2",
               network.name + "_network.c",
               network.name + "_check.c",
               "-o",
               "check",
               "-lm"},
              advice);
  return run_program(folder.path(), {"./check"}, advice);
}

} // namespace equivarify::codegen
