/// \file
/// What `generate` does for each target but C++.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_GENERATE_TARGETS_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_GENERATE_TARGETS_HPP

#include "equivarify/codegen/commands/command.hpp"
#include "equivarify/codegen/generate/generate.hpp"

#include <string>
#include <vector>

namespace equivarify::codegen {

/// What stands on the command line of `generate`.
struct GenerateArguments {
  std::string spec;
  std::string output;
  std::string target = "cpp";
  std::string weights;
  bool inference_only = false;
  bool no_compare = false;
  bool no_threads = false;
  bool no_files = false;
  bool no_exceptions = false;
  bool extern_c = false;
  std::string embedded;
  std::vector<std::string> without;
};

/// Prints what was written, the work, and what came of the comparison.
void print(Generation const& generation, GenerateArguments const& options, Console& console);

/// Prints how many parameters of \p network are free, where weights are tied.
void print_free(Network const& network, Console& console);

/// Whether the network is what its spec says it is already; prints why not.
bool claim_holds(Network const& network, Console& console);

/// Runs `generate` for the target of \p options, which is not `cpp`.
///
/// \throws GenerateError for options that the target has no use for
ExitCode run_generate_target(GenerateArguments const& options, Console& console);

} // namespace equivarify::codegen

#endif
