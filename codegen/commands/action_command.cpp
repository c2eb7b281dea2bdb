#include "equivarify/codegen/commands/action_command.hpp"

#include "equivarify/algebra/cayley_graph.hpp"
#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/groups/action_facts.hpp"
#include "equivarify/codegen/groups/action_form.hpp"
#include "equivarify/codegen/groups/action_report.hpp"
#include "equivarify/codegen/groups/group_expression.hpp"
#include "equivarify/codegen/groups/group_form.hpp"
#include "equivarify/codegen/process/drawing.hpp"

#include <memory>
#include <ostream>

namespace equivarify::codegen {
namespace {

struct ActionOptions {
  std::string file;
  std::string maps_into;
  std::uint32_t labels = 2;
  std::string graph;
  bool json = false;
};

/// What is to be printed, and the sentence about the graph, if one was asked for.
struct Description {
  nlohmann::json facts;
  std::string text;
  std::string graph{};
};

Description describe_maps(ActionOptions const& options) {
  if (!options.file.empty()) {
    throw algebra::AlgebraError(
        "found a file with an action and --maps-into GROUP, expected one of them");
  }
  nlohmann::json facts =
      describe_maps_into(group_document(options.maps_into).read(read_listed_group), options.labels);
  std::string text = maps_into_text(facts);
  return {std::move(facts), std::move(text)};
}

std::string draw(algebra::GeneratorGraph const& graph, std::string const& file) {
  return write_drawing({to_graphviz(graph), graph.vertex_names.size()}, file) + '\n';
}

Description describe(ActionOptions const& options) {
  if (!options.maps_into.empty()) {
    return describe_maps(options);
  }
  if (options.file.empty()) {
    throw algebra::AlgebraError("expected a file with an action, or --maps-into GROUP");
  }
  NamedAction const action = load_document(options.file, "a JSON file").read(read_action);
  nlohmann::json facts = describe_action(action);
  std::string text = action_text(facts);
  return {std::move(facts),
          std::move(text),
          options.graph.empty() ? "" : draw(algebra::schreier_graph(action.set), options.graph)};
}

ExitCode run_action(ActionOptions const& options, Console& console) {
  Description const description = describe(options);
  if (options.json) {
    console.out << description.facts.dump(2) << '\n';
    console.err << description.graph;
  } else {
    console.out << description.text << description.graph;
  }
  return ExitCode::done;
}

constexpr char const* action_examples =
    "Examples:\n"
    "  equivarify action square.json       {\"group\": {\"dihedral\": 4}, \"points\": 4,\n"
    "                                       \"generators\": {\"r\": [1, 2, 3, 0], \"s\": \"(0 1)(2 "
    "3)\"}}\n"
    "  equivarify action specs/mnist_c4.json --json\n"
    "  equivarify action --maps-into octahedral --labels 3";

} // namespace

void add_action_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<ActionOptions>();
  CommandLine command = app.add_subcommand("action", "Explore an action of a finite group");
  command.add_option("FILE", options->file, "A JSON file with an action, or a spec");
  command.add_option(
      "--maps-into", options->maps_into, "Count the orbits of all maps from this group to labels");
  command.add_option("--labels", options->labels, "How many labels")
      .between(1, 1'000'000)
      .shows_default();
  command
      .add_option("--graph",
                  options->graph,
                  "Write the Schreier graph to FILE.dot, and draw FILE.svg with Graphviz")
      .excludes("--maps-into");
  command.add_flag("--json", options->json, "Print JSON for machines");
  command.footer(action_examples);
  command.on_choice([options, &action] {
    action = [options](Console& console) { return run_action(*options, console); };
  });
}

} // namespace equivarify::codegen
