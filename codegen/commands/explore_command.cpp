#include "equivarify/codegen/commands/explore_command.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/text.hpp"
#include "equivarify/codegen/commands/classify_command.hpp"
#include "equivarify/codegen/commands/compare_command.hpp"
#include "equivarify/codegen/commands/decide_command.hpp"
#include "equivarify/codegen/commands/heads_command.hpp"
#include "equivarify/codegen/commands/minimal_command.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include <CLI/CLI.hpp>

namespace equivarify::codegen {
namespace {

constexpr std::array explorations{
    add_classify_command,
    add_compare_command,
    add_decide_command,
    add_heads_command,
    add_minimal_command,
};

constexpr char const* examples =
    "Examples:\n"
    "  equivarify explore decide candidate.json       is this G-set with a map an "
    "equivarification?\n"
    "  equivarify explore classify --group C2 --labels 2 --points 2..6     all there are, by size\n"
    "  equivarify explore heads turns.json    is there an equivariant map to this G-set? which?\n"
    "  equivarify explore minimal --group D4 --inputs free   the smallest for a class of inputs\n"
    "  equivarify explore compare specs/mnist_d4.json    one network by every construction\n"
    "  equivarify explore COMMAND --help";

/// Where no subcommand is named: the nearest to what stands there.
void require_subcommand(CLI::App const& command) {
  std::vector<std::string> const found = command.remaining();
  if (!command.get_subcommands().empty()) {
    return;
  }
  if (found.empty()) {
    throw CLI::RequiredError::Subcommand(1);
  }
  std::vector<std::string> names;
  for (CLI::App const* each : command.get_subcommands([](CLI::App const*) { return true; })) {
    names.push_back(each->get_name());
  }
  throw algebra::AlgebraError(fmt::format("explore: found '{}', expected one of {} (nearest: '{}')",
                                          found.front(),
                                          fmt::join(names, ", "),
                                          algebra::nearest_name(found.front(), names)));
}

} // namespace

void add_explore_command(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("explore", "Explore what equivarifications there are");
  command->require_subcommand(0, 1);
  command->callback([command] { require_subcommand(*command); });
  command->footer(examples);
  for (AddCommand add : explorations) {
    add(*command, action);
  }
  // After they are made, for they would inherit it. What is not known is named in the callback,
  // with the nearest that is.
  command->allow_extras();
}

} // namespace equivarify::codegen
