#include "equivarify/codegen/commands/check_command.hpp"

#include "equivarify/codegen/layers/registry.hpp"
#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/codegen/spec/network_table.hpp"

#include <cstddef>
#include <memory>
#include <ostream>
#include <string>

namespace equivarify::codegen {
namespace {

constexpr char const* check_examples =
    "Example:\n"
    "  equivarify check specs/mnist_c4.json\n"
    "Every problem in the spec is reported at once, with its line; the exit code is then 2.\n"
    "\n"
    "Types of layers, of which specs/README.md has the fields:";

/// The examples, then the types of layers, several a line.
std::string examples_and_types() {
  constexpr std::size_t widest = 90;
  std::string text = check_examples;
  std::size_t width = widest;
  for (LayerType const* const type : layer_types()) {
    std::string const name = type->name();
    width += name.size() + 1;
    text += width > widest ? "\n  " : " ";
    text += name;
    width = width > widest ? name.size() + 2 : width;
  }
  return text;
}

} // namespace

void add_check_command(CommandLine& app, Action& action) {
  auto spec = std::make_shared<std::string>();
  CommandLine command =
      app.add_subcommand("check", "Read a spec and print the network it describes");
  command.add_option("SPEC", *spec, "The spec, a JSON file").required();
  command.footer(examples_and_types());
  command.on_choice([spec, &action] {
    action = [spec](Console& console) {
      console.out << to_table(load_network(*spec));
      return ExitCode::done;
    };
  });
}

} // namespace equivarify::codegen
