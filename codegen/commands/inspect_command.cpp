#include "equivarify/codegen/commands/inspect_command.hpp"

#include "equivarify/codegen/commands/motion_options.hpp"
#include "equivarify/codegen/groups/group_expression.hpp"
#include "equivarify/codegen/groups/group_form.hpp"
#include "equivarify/codegen/lift/inspection.hpp"
#include "equivarify/codegen/lift/lift_network.hpp"
#include "equivarify/codegen/lift/lifted_spec.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/refute/stack_check.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <memory>
#include <ostream>
#include <string>

namespace equivarify::codegen {
namespace {

struct InspectOptions {
  std::string model;
  std::string group;
  std::string input_action;
};

/// The layers of \p model used as they are, under the group and the action that are proposed.
Network proposed_network(OnnxModel const& model, InspectOptions const& options) {
  JsonDocument const form = group_document(options.group);
  algebra::Group const group = form.read(read_listed_group);
  LiftedNetwork const lifted = lift_network(model, options.model, {});
  if (lifted.inputs.size() > 1) {
    throw algebra::AlgebraError(fmt::format(
        "--group asks which layers commute as they are: found {} inputs, expected a model of one; "
        "`equivarify lift` takes several",
        lifted.inputs.size()));
  }
  SpecFrame frame{.name = "proposed",
                  .description = "",
                  .group = form.node().value,
                  .action = motions_from(options.input_action, group),
                  .equivarification = "none"};
  for (std::size_t c = 0; c < lifted.output_order.size(); ++c) {
    frame.classes.push_back(fmt::to_string(c));
  }
  return parse_unwritten(spec_text(lifted, frame), options.model + " as a spec");
}

void print_layers(Network const& network, StackCheck const& check, std::ostream& out) {
  fmt::print(
      out, "under {} ({}), for all weights:\n", network.group.name(), network.action_description);
  for (LayerFinding const& finding : check.layers) {
    bool const commutes = finding.reason.empty();
    fmt::print(out,
               "{}  {:<28} {}\n",
               commutes ? "commutes" : "breaks  ",
               finding.layer,
               commutes ? to_words(network, finding.output) : finding.reason);
    if (!commutes) {
      fmt::print(out, "          the largest subgroup that still holds is {}\n", finding.subgroup);
    }
  }
  if (check.counterexample) {
    for (std::string const& line : check.counterexample->text) {
      fmt::print(out, "          {}\n", line);
    }
  }
  out << (check.holds()
              ? "all layers commute as they are\n"
              : "lifted by `equivarify lift`, the whole commutes whatever its layers do\n");
}

ExitCode run_inspect(InspectOptions const& options, Console& console) {
  OnnxModel const model = read_onnx(options.model);
  console.out << inspection_text(model, options.model);
  if (options.group.empty() != options.input_action.empty()) {
    throw algebra::AlgebraError("--group and --input-action belong together");
  }
  if (!options.group.empty()) {
    Network const network = proposed_network(model, options);
    print_layers(network, check_stack(network, network.seed), console.out);
  }
  return ExitCode::done;
}

constexpr char const* inspect_examples =
    "Examples:\n"
    "  equivarify inspect digits.onnx\n"
    "  equivarify inspect digits.onnx --group cyclic:4 --input-action quarter_turn\n"
    "                                       which layers commute already, and what breaks it";

} // namespace

void add_inspect_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<InspectOptions>();
  CommandLine command = app.add_subcommand("inspect", "Show what is in an ONNX file");
  command.add_option("MODEL", options->model, "The network, an ONNX file").required();
  command.add_option("--group", options->group, "A group: an expression, JSON, or a file");
  command.add_option("--input-action", options->input_action, "How its generators move the input");
  command.footer(inspect_examples);
  command.on_choice([options, &action] {
    action = [options](Console& console) { return run_inspect(*options, console); };
  });
}

} // namespace equivarify::codegen
