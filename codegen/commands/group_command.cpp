#include "equivarify/codegen/commands/group_command.hpp"

#include "equivarify/algebra/cayley_graph.hpp"
#include "equivarify/algebra/permutation_group.hpp"
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
};

std::string write_cayley_graph(AnyGroup const& group, std::string const& file) {
  auto const* const listed = std::get_if<algebra::Group>(&group);
  algebra::GeneratorGraph const graph = algebra::cayley_graph(
      listed != nullptr ? *listed : std::get<algebra::PermutationGroup>(group).to_group());
  return write_drawing({to_graphviz(graph), graph.vertex_names.size()}, file);
}

ExitCode run_group(GroupOptions const& options, Console& console) {
  AnyGroup const group = group_document(options.group).read(read_group);
  GroupFacts const facts = gather_facts(group);
  nlohmann::json const irreps = options.irreps ? describe_irreps(group) : nlohmann::json(nullptr);
  std::string const written =
      options.graph.empty() ? "" : write_cayley_graph(group, options.graph) + '\n';
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

constexpr char const* examples =
    "Examples:\n"
    "  equivarify group D4\n"
    "  equivarify group 'C2 x symmetric:4' --json\n"
    "  equivarify group specs/mnist_c4.json\n"
    "  equivarify group octahedral --irreps --graph octahedral.dot\n"
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
  command.add_option("--graph",
                     options->graph,
                     "Write the Cayley graph to FILE.dot, and draw FILE.svg with Graphviz");
  command.add_flag("--json", options->json, "Print JSON for machines");
  command.footer(examples);
  command.on_choice([options, &action] {
    action = [options](Console& console) { return run_group(*options, console); };
  });
}

} // namespace equivarify::codegen
