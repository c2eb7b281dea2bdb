#include "equivarify/codegen/commands/cli.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/commands/action_command.hpp"
#include "equivarify/codegen/commands/adopt_command.hpp"
#include "equivarify/codegen/commands/agree_command.hpp"
#include "equivarify/codegen/commands/check_command.hpp"
#include "equivarify/codegen/commands/explore_command.hpp"
#include "equivarify/codegen/commands/generate_command.hpp"
#include "equivarify/codegen/commands/group_command.hpp"
#include "equivarify/codegen/commands/inspect_command.hpp"
#include "equivarify/codegen/commands/lift_command.hpp"
#include "equivarify/codegen/commands/mutants_command.hpp"
#include "equivarify/codegen/commands/plan_command.hpp"
#include "equivarify/codegen/commands/probe_command.hpp"
#include "equivarify/codegen/commands/report_command.hpp"
#include "equivarify/codegen/commands/symmetries_command.hpp"
#include "equivarify/codegen/commands/theory_command.hpp"
#include "equivarify/codegen/commands/verify_command.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/runtime/files/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <exception>
#include <new>
#include <ostream>
#include <string_view>
#include <utility>
#include <variant>

namespace equivarify::codegen {
namespace {

using runtime::RankFailure;

constexpr std::array commands{
    add_action_command,
    add_adopt_command,
    add_agree_command,
    add_check_command,
    add_explore_command,
    add_generate_command,
    add_group_command,
    add_inspect_command,
    add_lift_command,
    add_mutants_command,
    add_plan_command,
    add_probe_command,
    add_report_command,
    add_symmetries_command,
    add_theory_command,
    add_verify_command,
};

/// Those that several processes may do together.
constexpr std::array<std::string_view, 5> sharing{
    "verify", "explore classify", "explore decide", "explore heads", "explore minimal"};

/// The name of the command that \p arguments begin with.
std::string name_of(std::vector<std::string> const& arguments) {
  bool const has_two = arguments.front() == "explore" && arguments.size() > 1;
  return has_two ? fmt::format("explore {}", arguments[1]) : arguments.front();
}

constexpr char const* cli_examples =
    "Examples:\n"
    "  equivarify check specs/mnist_c4.json       is the spec sound? what does it describe?\n"
    "  equivarify verify specs/mnist_c4.json      is it equivariant? every lemma, and to the bit\n"
    "  equivarify generate specs/mnist_c4.json --output DIR      write its C++\n"
    "  equivarify lift NET.onnx --group C4 --input-action quarter_turn --output-dir DIR\n"
    "                                             a trained network, made equivariant\n"
    "  equivarify group dihedral:4                what there is to know of a group\n"
    "  equivarify probe turns.json --program ./net     is somebody else's network equivariant?\n"
    "  equivarify COMMAND --help                  what a command does, with examples\n"
    "\n"
    "Exit codes: 0 done, 1 a statement is refuted, 2 bad input, 3 a bug of ours.";

void add_commands(CommandLine& app, Action& action) {
  app.require_subcommand();
  app.add_version("equivarify " EQUIVARIFY_VERSION);
  app.footer(cli_examples);
  for (AddCommand add : commands) {
    add(app, action);
  }
}

ExitCode parse_and_run(std::vector<std::string> const& arguments, Console& console) {
  Action action;
  CommandLine app{"Provably equivariant neural networks: verify them, generate them, explore them.",
                  "equivarify"};
  add_commands(app, action);
  if (app.parse(arguments, console.out)) {
    return ExitCode::done;
  }
  std::string const command = name_of(arguments);
  bool const shares = std::find(sharing.begin(), sharing.end(), command) != sharing.end();
  if (console.team->size() > 1 && !shares) {
    throw algebra::AlgebraError(
        fmt::format("{} works in one process; only {} share their work among several: start it "
                    "without mpirun",
                    command,
                    fmt::join(sharing, ", ")));
  }
  return action(console);
}

/// The exit code on this rank, or why there is none.
std::variant<int, RankFailure> run_here(std::vector<std::string> const& arguments,
                                        Console& console) {
  auto const failure = [](ExitCode code, std::string message) {
    return RankFailure{static_cast<int>(code), std::move(message)};
  };
  try {
    ExitCode const code = parse_and_run(arguments, console);
    console.team->any(false); // so that none ends before all have done their part
    return static_cast<int>(code);
  } catch (runtime::OtherRankFailed const&) {
    throw;
  } catch (InputError const& error) {
    return failure(ExitCode::bad_input, error.what());
  } catch (algebra::Error const& error) {
    return failure(ExitCode::bad_input, fmt::format("equivarify: {}", error.what()));
  } catch (runtime::DataError const& error) {
    return failure(ExitCode::bad_input, fmt::format("equivarify: {}", error.what()));
  } catch (std::bad_alloc const&) {
    return failure(ExitCode::bad_input, "equivarify: not enough memory");
  } catch (std::exception const& error) {
    return failure(ExitCode::our_bug, fmt::format("equivarify: internal error: {}", error.what()));
  }
}

} // namespace

ExitCode run(std::vector<std::string> const& arguments, Console& console) {
  return static_cast<ExitCode>(end_together(
      *console.team,
      [&] { return run_here(arguments, console); },
      [&](std::string const& message) { console.err << message << '\n'; }));
}

} // namespace equivarify::codegen
