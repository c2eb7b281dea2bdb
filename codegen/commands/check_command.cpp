#include "equivarify/codegen/commands/check_command.hpp"

#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/codegen/spec/network_table.hpp"

#include <memory>
#include <ostream>
#include <string>

namespace equivarify::codegen {

void add_check_command(CommandLine& app, Action& action) {
  auto spec = std::make_shared<std::string>();
  CommandLine command =
      app.add_subcommand("check", "Read a spec and print the network it describes");
  command.add_option("SPEC", *spec, "The spec, a JSON file").required();
  command.footer(
      "Example:\n"
      "  equivarify check specs/mnist_c4.json\n"
      "Every problem in the spec is reported at once, with its line; the exit code is then 2.");
  command.on_choice([spec, &action] {
    action = [spec](Console& console) {
      console.out << to_table(load_network(*spec));
      return ExitCode::done;
    };
  });
}

} // namespace equivarify::codegen
