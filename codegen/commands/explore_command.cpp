#include "equivarify/codegen/commands/explore_command.hpp"

#include "equivarify/codegen/commands/classify_command.hpp"
#include "equivarify/codegen/commands/compare_command.hpp"
#include "equivarify/codegen/commands/decide_command.hpp"
#include "equivarify/codegen/commands/heads_command.hpp"
#include "equivarify/codegen/commands/minimal_command.hpp"
#include "equivarify/codegen/commands/relate_command.hpp"

#include <array>

namespace equivarify::codegen {
namespace {

constexpr std::array explorations{
    add_classify_command,
    add_compare_command,
    add_decide_command,
    add_heads_command,
    add_minimal_command,
    add_relate_command,
};

constexpr char const* explore_examples =
    "Examples:\n"
    "  equivarify explore decide candidate.json       is this G-set with a map an "
    "equivarification?\n"
    "  equivarify explore classify --group C2 --labels 2 --points 2..6     all there are, by size\n"
    "  equivarify explore heads turns.json    is there an equivariant map to this G-set? which?\n"
    "  equivarify explore minimal --group D4 --inputs free   the smallest for a class of inputs\n"
    "  equivarify explore relate mine.json product.json   are these two the same up to names?\n"
    "  equivarify explore compare specs/mnist_d4.json    one network by every construction\n"
    "  equivarify explore COMMAND --help";

} // namespace

void add_explore_command(CommandLine& app, Action& action) {
  CommandLine command = app.add_subcommand("explore", "Explore what equivarifications there are");
  command.require_subcommand();
  command.footer(explore_examples);
  for (AddCommand add : explorations) {
    add(command, action);
  }
}

} // namespace equivarify::codegen
