#include "equivarify/codegen/commands/mutants_command.hpp"

#include "equivarify/algebra/lemmas/mutation_score.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <memory>
#include <ostream>
#include <string>

namespace equivarify::codegen {
namespace {

using algebra::lemmas::MutantVerdict;
using algebra::lemmas::MutationOptions;
using algebra::lemmas::MutationScore;
using Json = nlohmann::json;

struct MutantsArguments {
  MutationOptions mutation;
  bool json = false;
};

void print(MutantVerdict const& verdict, Console& console) {
  fmt::print(console.out,
             "{:<14} {:<30} {}\n    {}\n",
             verdict.part,
             verdict.name,
             verdict.kill ? "killed by " + verdict.kill->lemma : "SURVIVES",
             verdict.description);
  if (verdict.kill) {
    fmt::print(console.out, "    {}\n", algebra::lemmas::to_line(verdict.kill->facts));
  }
}

void print(MutationScore const& score, Console& console) {
  for (MutantVerdict const& verdict : score.mutants) {
    print(verdict, console);
  }
  fmt::print(console.out, "score: {} of {} mutants killed\n", score.killed(), score.mutants.size());
  if (score.refuting_the_formula.empty()) {
    console.out << "the definitions of the paper survive the same checks\n";
  } else {
    fmt::print(console.out,
               "the definitions of the paper do NOT survive: {}\n",
               fmt::join(score.refuting_the_formula, ", "));
  }
}

Json to_json(MutantVerdict const& verdict) {
  Json kill = nullptr;
  if (verdict.kill) {
    kill = {{"lemma", verdict.kill->lemma},
            {"found_by", verdict.kill->found_by},
            {"counterexample", algebra::lemmas::to_line(verdict.kill->facts)}};
  }
  return {{"part", verdict.part},
          {"name", verdict.name},
          {"description", verdict.description},
          {"kill", kill}};
}

Json to_json(MutationScore const& score) {
  Json mutants = Json::array();
  for (MutantVerdict const& verdict : score.mutants) {
    mutants.push_back(to_json(verdict));
  }
  return {{"killed", score.killed()},
          {"total", score.mutants.size()},
          {"refuting_the_definitions_of_the_paper", score.refuting_the_formula},
          {"mutants", mutants}};
}

ExitCode run_mutants(MutantsArguments const& options, Console& console) {
  MutationScore const score =
      algebra::lemmas::score_mutants(algebra::lemmas::mutants(), options.mutation);
  if (options.json) {
    console.out << to_json(score).dump(2) << '\n';
  } else {
    print(score, console);
  }
  return score.complete() ? ExitCode::done : ExitCode::refuted;
}

constexpr char const* mutants_examples =
    "Examples:\n"
    "  equivarify mutants\n"
    "  equivarify mutants --json > mutants.json\n"
    "  equivarify mutants --tests 20         fewer random instances: some may survive\n"
    "\n"
    "Each mutant is one deliberate error in a definition (an inverse dropped, left for right, the\n"
    "wrong coset, ...); what is printed is the first lemma that fails for it, on a shrunk "
    "instance.\n"
    "In the descriptions a is the last element of the group. The exit code is 1 if one survives.";

} // namespace

void add_mutants_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<MutantsArguments>();
  CommandLine command =
      app.add_subcommand("mutants", "Show that the checks of the lemmas find deliberate errors");
  command.add_option("--seed", options->mutation.seed, "Of the random instances").shows_default();
  command.add_option("--tests", options->mutation.tests, "Random instances of each lemma")
      .between(1, 1'000'000)
      .shows_default();
  command.add_flag("--json", options->json, "Print JSON for machines");
  command.footer(mutants_examples);
  command.on_choice([options, &action] {
    action = [options](Console& console) { return run_mutants(*options, console); };
  });
}

} // namespace equivarify::codegen
