#include "equivarify/codegen/commands/group_command.hpp"

#include "equivarify/codegen/groups/group_expression.hpp"
#include "equivarify/codegen/groups/group_report.hpp"

#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

namespace equivarify::codegen {
namespace {

struct GroupOptions {
  std::string group;
  bool json = false;
};

ExitCode run_group(GroupOptions const& options, Console& console) {
  AnyGroup const group = read_group(group_form_of(options.group));
  GroupFacts const facts = gather_facts(group);
  console.out << (options.json ? to_json(facts).dump(2) + '\n' : to_text(group, facts));
  return ExitCode::done;
}

constexpr char const* examples =
    "Examples:\n"
    "  equivarify group D4\n"
    "  equivarify group 'C2 x symmetric:4' --json\n"
    "  equivarify group specs/mnist_c4.json\n"
    "  equivarify group '{\"presentation\": {\"generators\": [\"r\", \"s\"],\n"
    "      \"relations\": [\"r^5\", \"s^2\", \"s r s = r^-1\"]}}'";

} // namespace

void add_group_command(CLI::App& app, Action& action) {
  auto options = std::make_shared<GroupOptions>();
  CLI::App* command = app.add_subcommand("group", "Explore a finite group");
  command
      ->add_option(
          "GROUP", options->group, "An expression, a JSON form, or a file with one or a spec")
      ->required();
  command->add_flag("--json", options->json, "Print JSON for machines");
  command->footer(examples);
  command->callback([options, &action] {
    action = [options](Console& console) { return run_group(*options, console); };
  });
}

} // namespace equivarify::codegen
