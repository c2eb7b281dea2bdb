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
#include "equivarify/codegen/commands/theory_command.hpp"
#include "equivarify/codegen/commands/verify_command.hpp"
#include "equivarify/codegen/json/problems.hpp"

#include <array>
#include <exception>
#include <new>
#include <optional>
#include <ostream>

namespace equivarify::codegen {
namespace {

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
    add_theory_command,
    add_verify_command,
};

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
  if (std::optional<int> const printed = app.parse(arguments, console.out, console.err)) {
    return *printed == 0 ? ExitCode::done : ExitCode::bad_input;
  }
  return action(console);
}

} // namespace

ExitCode run(std::vector<std::string> const& arguments, Console& console) {
  try {
    return parse_and_run(arguments, console);
  } catch (InputError const& error) {
    console.err << error.what() << '\n';
    return ExitCode::bad_input;
  } catch (algebra::Error const& error) {
    console.err << "equivarify: " << error.what() << '\n';
    return ExitCode::bad_input;
  } catch (std::bad_alloc const&) {
    console.err << "equivarify: not enough memory\n";
    return ExitCode::bad_input;
  } catch (std::exception const& error) {
    console.err << "equivarify: internal error: " << error.what() << '\n';
    return ExitCode::our_bug;
  }
}

} // namespace equivarify::codegen
