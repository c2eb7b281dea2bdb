#include "equivarify/codegen/commands/group_command.hpp"

#include "equivarify/algebra/cayley_graph.hpp"
#include "equivarify/algebra/permutation_group.hpp"
#include "equivarify/algebra/subgroup_graph.hpp"
#include "equivarify/codegen/groups/group_expression.hpp"
#include "equivarify/codegen/groups/group_report.hpp"
#include "equivarify/codegen/groups/irrep_report.hpp"
#include "equivarify/codegen/process/drawing.hpp"

#include <memory>
#include <ostream>

namespace equivarify::codegen {
namespace {

struct GroupOptions {
  std::string group;
  bool json = false;
  bool irreps = false;
  std::string graph;
  std::string graph_of = "elements";
};

std::string write_graph(AnyGroup const& any_group, GroupOptions const& options) {
  auto const* const listed = std::get_if<algebra::Group>(&any_group);
  algebra::Group const group =
      listed != nullptr ? *listed
                        : std::get<algebra::PermutationGroup>(any_group).to_group(options.group);
  if (options.graph_of == "subgroups") {
    algebra::SubgroupGraph const graph = algebra::subgroup_graph(group);
    return write_drawing({to_graphviz(graph), graph.classes.size()}, options.graph);
  }
  algebra::GeneratorGraph const graph = algebra::cayley_graph(group);
  return write_drawing({to_graphviz(graph), graph.vertex_names.size()}, options.graph);
}

ExitCode run_group(GroupOptions const& options, Console& console) {
  AnyGroup const group = group_document(options.group).read(read_group);
  GroupFacts const facts = gather_facts(group);
  nlohmann::json const irreps = options.irreps ? describe_irreps(group) : nlohmann::json(nullptr);
  std::string const written = options.graph.empty() ? "" : write_graph(group, options) + '\n';
  if (options.json) {
    nlohmann::json description = to_json(facts);
    if (options.irreps) {
      description["irreps"] = irreps;
    }
    console.out << description.dump(2) << '\n';
    console.err << written;
  } else {
    console.out << to_text(group, facts) << (options.irreps ? irreps_to_text(irreps) : "")
                << written;
  }
  return ExitCode::done;
}

constexpr char const* group_examples =
    "Examples:\n"
    "  equivarify group D4\n"
    "  equivarify group 'C2 x symmetric:4' --json\n"
    "  equivarify group specs/mnist_c4.json\n"
    "  equivarify group octahedral --irreps --graph octahedral.dot\n"
    "  equivarify group S4 --graph s4.dot --graph-of subgroups\n"
    "  equivarify group '{\"presentation\": {\"generators\": [\"r\", \"s\"],\n"
    "      \"relations\": [\"r^5\", \"s^2\", \"s r s = r^-1\"]}}'";

} // namespace

void add_group_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<GroupOptions>();
  CommandLine command = app.add_subcommand("group", "Explore a finite group");
  command
      .add_option(
          "GROUP", options->group, "An expression, a JSON form, or a file with one or a spec")
      .required();
  command.add_flag("--irreps",
                   options->irreps,
                   "Show the real irreducible representations as matrices of the generators");
  Option const graph = command.add_option(
      "--graph", options->graph, "Write a graph to FILE.dot, and draw FILE.svg with Graphviz");
  command
      .add_option("--graph-of",
                  options->graph_of,
                  "elements: the Cayley graph; subgroups: their lattice, up to conjugacy")
      .one_of({"elements", "subgroups"})
      .shows_default()
      .needs(graph);
  command.add_flag("--json", options->json, "Print JSON for machines");
  command.footer(group_examples);
  command.on_choice([options, &action] {
    action = [options](Console& console) { return run_group(*options, console); };
  });
}

} // namespace equivarify::codegen
