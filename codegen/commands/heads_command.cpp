#include "equivarify/codegen/commands/heads_command.hpp"

#include "equivarify/codegen/commands/command_line.hpp"
#include "equivarify/codegen/commands/orbit_search.hpp"
#include "equivarify/codegen/explore/heads_report.hpp"
#include "equivarify/codegen/json/document.hpp"

#include <memory>
#include <optional>
#include <ostream>
#include <vector>

namespace equivarify::codegen {
namespace {

struct HeadsOptions {
  std::string file;
  std::size_t limit = 1'000;
  OrbitSearch search{};
  bool json = false;
};

ExitCode run_heads(HeadsOptions const& options, Console& console) {
  JsonDocument const document = load_document(options.file, "a JSON file");
  HeadsQuestion const question = document.read(read_heads_question);
  algebra::FiniteHeads const heads =
      algebra::finite_heads(question.outputs.graph, question.labels.size());
  std::optional<std::vector<algebra::SweptOrbits>> swept;
  if (auto const sweeps =
          sweeps_to_list(question, heads, options.search.most(max_listed_points_of_heads))) {
    swept = find_orbits(*sweeps, question_facts("heads", document.value), options.search, console);
    if (!swept) {
      return ExitCode::unfinished;
    }
  }
  if (console.team->is_first()) {
    nlohmann::json const description = describe_heads(question, heads, swept, options.limit);
    console.out << (options.json ? description.dump(2) + '\n' : heads_text(description));
  }
  return heads.exist() ? ExitCode::done : ExitCode::refuted;
}

constexpr char const* heads_examples = R"(Examples:
  equivarify explore heads turns.json            {"group": {"cyclic": 2}, "labels": 2,
                                                  "set": ["left", "right", "none"],
                                                  "action": {"r": ["right", "left", "none"]}}
  equivarify explore heads turns.json --json     exists, count, the maps, or the obstruction
  equivarify explore heads d12.json --list-up-to 16777216 --shards DIR
                                                 lists more orbits; goes on after a kill; mpirun shares it

An equivariant map Z^{xG} -> Y takes s to a point that all of Stab(s) fixes. All of G fixes a constant s,
so there is none unless all of G fixes a point of Y: no rule that picks one (pose, class) is equivariant.

Exit codes: 0 there is one, 1 there is none, 2 the file has no such question, 130 shards of the list are left out.)";

} // namespace

void add_heads_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<HeadsOptions>();
  CommandLine command =
      app.add_subcommand("heads", "Find the equivariant maps from the G-product to a G-set");
  command.add_option("FILE", options->file, "A JSON file: group, labels, and a G-set Y").required();
  command.add_option("--limit", options->limit, "Cut lists to this many entries").shows_default();
  add_orbit_search(command, options->search);
  command.add_flag("--json", options->json, "Print JSON for machines");
  command.footer(heads_examples);
  command.on_choice([options, &action] {
    action = [options](Console& console) { return run_heads(*options, console); };
  });
}

} // namespace equivarify::codegen
