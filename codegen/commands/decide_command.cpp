#include "equivarify/codegen/commands/decide_command.hpp"

#include "equivarify/algebra/equivarifications/decision_check.hpp"
#include "equivarify/codegen/explore/decide_report.hpp"
#include "equivarify/codegen/json/document.hpp"

#include <memory>
#include <ostream>

namespace equivarify::codegen {
namespace {

struct DecideOptions {
  std::string file;
  std::string lifts;
  std::size_t limit = 1'000;
  bool json = false;
};

void print(nlohmann::json const& description, bool json, Console& console) {
  console.out << (json ? description.dump(2) + '\n' : decision_text(description));
}

InputMap load_map(std::string const& path, CandidateFile const& candidate) {
  return load_document(path, "a JSON file").read([&](JsonNode const& node) {
    return read_input_map(node, candidate.group, candidate.labels);
  });
}

ExitCode
decide_candidate(CandidateFile const& file, DecideOptions const& options, Console& console) {
  algebra::Decision const decision = algebra::decide(file.candidate, file.inputs.inputs);
  algebra::check_decision(file.candidate, file.inputs.inputs, decision);
  print(describe_decision(file, decision, options.limit), options.json, console);
  return decision.is_yes() ? ExitCode::done : ExitCode::refuted;
}

ExitCode run_decide(DecideOptions const& options, Console& console) {
  try {
    CandidateFile file = load_document(options.file, "a JSON file").read(read_candidate);
    if (!options.lifts.empty()) {
      file.map = load_map(options.lifts, file);
    }
    return decide_candidate(file, options, console);
  } catch (NoCandidate const& error) {
    print(describe_invalid(options.file, error), options.json, console);
    console.err << to_text(options.file, error.problems().front());
    return ExitCode::bad_input;
  }
}

constexpr char const* decide_examples =
    "Examples:\n"
    "  equivarify explore decide candidate.json         {\"group\": {\"cyclic\": 2}, \"labels\": "
    "2, "
    "\"set\": 4,\n"
    "                                                    \"action\": {\"r\": [0, 2, 1, 3]}, "
    "\"projection\": [0, 1, 0, 1]}\n"
    "  equivarify explore decide candidate.json --json  the verdict and its certificate\n"
    "  equivarify explore decide candidate.json --lifts map.json\n"
    "                                                   {\"set\": 2, \"action\": {\"r\": [1, 0]}, "
    "\"map\": [0, 1]}\n"
    "\n"
    "In place of set, action and projection a text: \"construction\": \"Map(G, Z), p(s) = s(e)\"; "
    "factors\n"
    "are G, G/<r^2>, Z, a number, Map(set, Z) and what \"where\": {\"N\": [\"r^2\"]} names, with x "
    "between\n"
    "them and ; between parts.\n"
    "\n"
    "With \"inputs\" the verdict is relative to a class of inputs: \"free\", {\"kernel_contains\": "
    "[\"r^2\"]},\n"
    "{\"stabilizers\": [[\"s\"], []]}, {\"arrays_on\": G-set}, or a G-set.\n"
    "\n"
    "With \"labels\": {\"set\": 2, \"action\": {\"s\": [1, 0]}} the subgroup <s> acts on the "
    "labels, "
    "and all\n"
    "maps to them commute with it.\n"
    "\n"
    "Exit codes: 0 yes, 1 no, 2 invalid (no G-set, or no map to the labels) or unreadable.";

} // namespace

void add_decide_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<DecideOptions>();
  CommandLine command =
      app.add_subcommand("decide", "Decide whether a G-set is an equivarification");
  command.add_option("FILE", options->file, "A JSON file with a candidate").required();
  command.add_option(
      "--lifts", options->lifts, "Count the lifts of the map F : X -> Z in this JSON file");
  command.add_option("--limit", options->limit, "Cut lists of the certificate to this many entries")
      .shows_default();
  command.add_flag("--json", options->json, "Print JSON for machines");
  command.footer(decide_examples);
  command.on_choice([options, &action] {
    action = [options](Console& console) { return run_decide(*options, console); };
  });
}

} // namespace equivarify::codegen
