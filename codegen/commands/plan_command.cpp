#include "equivarify/codegen/commands/plan_command.hpp"

#include "equivarify/codegen/generate/passes.hpp"
#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/plan/plan_report.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

struct PlanArguments {
  std::string spec;
  std::vector<std::string> without;
  bool json = false;
  bool no_measure = false;
};

ExitCode run_plan(PlanArguments const& options, Console& console) {
  PlanReport report = report_plan(load_network(options.spec), {.without = options.without});
  if (!options.no_measure) {
    report.roofline = measure_roofline();
  }
  console.out << (options.json ? to_json(report) : to_text(report));
  return ExitCode::done;
}

constexpr char const* plan_examples =
    "Examples:\n"
    "  equivarify plan specs/mnist_c4_paper.json\n"
    "  equivarify plan specs/mnist_c4_paper.json --without winograd   what that pass saves\n"
    "  equivarify plan specs/mnist_d4.json --no-measure --json        nothing is compiled or run\n"
    "\n"
    "Nothing of the network is run: the plan is the one that `generate` writes as C++.";

} // namespace

void add_plan_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<PlanArguments>();
  CommandLine command = app.add_subcommand(
      "plan", "Explain how the generated code computes the network, and what that saves");
  command.add_option("SPEC", options->spec, "The spec, a JSON file").required();
  command.add_option("--without", options->without, "Passes to leave out").one_of(pass_names());
  command.add_flag("--json", options->json, "Print JSON");
  command.add_flag(
      "--no-measure", options->no_measure, "Leave out what this machine could do at best");
  command.footer(plan_examples);
  command.on_choice([options, &action] {
    action = [options](Console& console) {
      return with_lines_of(options->spec, [&] { return run_plan(*options, console); });
    };
  });
}

} // namespace equivarify::codegen
