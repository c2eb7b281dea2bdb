#include "equivarify/codegen/commands/inspect_command.hpp"

#include "equivarify/codegen/commands/inspect_costs.hpp"
#include "equivarify/codegen/commands/lift_frame.hpp"
#include "equivarify/codegen/commands/lift_inputs.hpp"
#include "equivarify/codegen/groups/group_expression.hpp"
#include "equivarify/codegen/groups/group_form.hpp"
#include "equivarify/codegen/lift/input_shapes.hpp"
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
#include <vector>

namespace equivarify::codegen {
namespace {

struct InspectOptions {
  std::string model;
  std::string group;
  std::vector<std::string> input_actions;
  std::vector<std::string> input_sources;
  std::vector<std::string> input_shapes;
};

/// The layers of \p lifted used as they are, under the group \p form and the action that are
/// proposed.
SpecFrame proposed_frame(LiftedNetwork const& lifted,
                         JsonDocument const& form,
                         InspectOptions const& options) {
  algebra::Group const group = form.read(read_listed_group);
  return {.name = "proposed",
          .description = "",
          .group = form.node().value,
          .action = input_motions(options.input_actions, lifted.inputs, group),
          .from = input_sources(options.input_sources, lifted.inputs, group),
          .classes = class_numbers(lifted.output_order.size()),
          .equivarification = "none"};
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

/// Which layers of \p model commute under what \p options propose, and what lifts of it cost.
void print_proposal(OnnxModel const& model, InspectOptions const& options, Console& console) {
  JsonDocument const form = group_document(options.group);
  std::string const called = options.model + " as a spec";
  LiftedNetwork const lifted = lift_network(model, options.model, {});
  SpecFrame const frame = proposed_frame(lifted, form, options);
  if (lifted.inputs.size() == 1) {
    Network const network = parse_unwritten(spec_text(lifted, frame), called);
    print_layers(network, check_stack(network, network.seed), console.out);
  } else {
    console.out << "which layers commute as they are is found for models of one input alone\n";
  }
  console.out << costs_text(lifted, frame, form.read(read_listed_group), called);
}

ExitCode run_inspect(InspectOptions const& options, Console& console) {
  OnnxModel model = read_onnx(options.model);
  fill_input_shapes(model, options.model, options.input_shapes);
  console.out << inspection_text(model, options.model);
  if (options.group.empty() != options.input_actions.empty()) {
    throw algebra::AlgebraError("--group and --input-action belong together");
  }
  if (!options.group.empty()) {
    print_proposal(model, options, console);
  }
  return ExitCode::done;
}

constexpr char const* inspect_examples =
    "Examples:\n"
    "  equivarify inspect digits.onnx\n"
    "  equivarify inspect digits.onnx --group cyclic:4 --input-action quarter_turn\n"
    "                                       which layers commute already, what breaks it, and "
    "what\n"
    "                                       each construction would cost\n"
    "  equivarify inspect drive.onnx --group cyclic:2 --input-action picture=flip_columns \\\n"
    "      --input-action 'state={\"signs\": [1, -1]}'";

} // namespace

void add_inspect_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<InspectOptions>();
  CommandLine command = app.add_subcommand("inspect", "Show what is in an ONNX file");
  command.add_option("MODEL", options->model, "The network, an ONNX file").required();
  command.add_option("--group", options->group, "A group: an expression, JSON, or a file");
  command
      .add_option("--input-action",
                  options->input_actions,
                  "How its generators move the input; NAME=MOTIONS for each of several inputs")
      .one_each_time();
  command
      .add_option("--input-from",
                  options->input_sources,
                  "NAME=OTHER: the generator brings the entries of the input OTHER to NAME, by "
                  "NAME's motion")
      .one_each_time();
  add_input_shape(command, options->input_shapes);
  command.footer(inspect_examples);
  command.on_choice([options, &action] {
    action = [options](Console& console) { return run_inspect(*options, console); };
  });
}

} // namespace equivarify::codegen
