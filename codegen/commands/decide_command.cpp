#include "equivarify/codegen/commands/decide_command.hpp"

#include "equivarify/algebra/equivarifications/decision_check.hpp"
#include "equivarify/codegen/commands/orbit_search.hpp"
#include "equivarify/codegen/commands/shard_options.hpp"
#include "equivarify/codegen/explore/decide_report.hpp"
#include "equivarify/codegen/explore/decide_shards.hpp"
#include "equivarify/codegen/json/document.hpp"

#include <memory>
#include <optional>
#include <ostream>
#include <utility>

namespace equivarify::codegen {
namespace {

struct DecideOptions {
  std::string file;
  std::string lifts;
  std::size_t limit = 1'000;
  runtime::ShardRequest request{};
  bool json = false;
};

void print_decision(nlohmann::json const& description, bool json, Console& console) {
  console.out << (json ? description.dump(2) + '\n' : decision_text(description));
}

InputMap load_map(std::string const& path, CandidateFile const& candidate) {
  return load_document(path, "a JSON file").read([&](JsonNode const& node) {
    return read_input_map(node, candidate.group, candidate.labels);
  });
}

/// The decision about the candidate of \p file, which has passed its check; nothing where shards
/// are left out, which is said on \p console.
struct Decided {
  bool is_finished = true;
  std::optional<algebra::Decision> decision{}; ///< on the first rank
};

Decided decide_file(CandidateFile const& file,
                    nlohmann::json const& form,
                    DecideOptions const& options,
                    Console& console) {
  if (!options.request.is_for(*console.team)) {
    algebra::Decision decision = algebra::decide(file.candidate, file.inputs.inputs);
    algebra::check_decision(file.candidate, file.inputs.inputs, decision);
    return {true, std::move(decision)};
  }
  ShardedDecision decided = decide_in_shards(file.candidate,
                                             file.inputs.inputs,
                                             question_facts("decide", form),
                                             watched(options.request, console),
                                             *console.team);
  return {is_finished(decided.progress, options.request, "the decision", console),
          std::move(decided.decision)};
}

ExitCode decide_candidate(CandidateFile const& file,
                          nlohmann::json const& form,
                          DecideOptions const& options,
                          Console& console) {
  Decided const decided = decide_file(file, form, options, console);
  if (!decided.is_finished) {
    return ExitCode::unfinished;
  }
  if (decided.decision) {
    print_decision(
        describe_decision(file, *decided.decision, options.limit), options.json, console);
  }
  bool const is_no = decided.decision && !decided.decision->is_yes();
  return console.team->any(is_no) ? ExitCode::refuted : ExitCode::done;
}

ExitCode run_decide(DecideOptions const& options, Console& console) {
  try {
    JsonDocument const document = load_document(options.file, "a JSON file");
    CandidateFile file = document.read(read_candidate);
    if (!options.lifts.empty()) {
      file.map = load_map(options.lifts, file);
    }
    return decide_candidate(file, document.value, options, console);
  } catch (NoCandidate const& error) {
    print_decision(describe_invalid(options.file, error), options.json, console);
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
    "A shard is what is found about the maps from G/H for one subgroup H of each class; a decision "
    "is\n"
    "mostly quick, and this is for large groups. The certificate is checked at the end, in one "
    "process.\n"
    "\n"
    "Exit codes: 0 yes, 1 no, 2 invalid (no G-set, or no map to the labels) or unreadable, 130 "
    "shards are left out.";

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
  add_shard_options(command, options->request, "the subgroups that are asked");
  command.footer(decide_examples);
  command.on_choice([options, &action] {
    action = [options](Console& console) { return run_decide(*options, console); };
  });
}

} // namespace equivarify::codegen
