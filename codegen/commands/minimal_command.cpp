#include "equivarify/codegen/commands/minimal_command.hpp"

#include "equivarify/algebra/equivarifications/decision_check.hpp"
#include "equivarify/codegen/commands/orbit_search.hpp"
#include "equivarify/codegen/commands/output_labels.hpp"
#include "equivarify/codegen/explore/candidate_form.hpp"
#include "equivarify/codegen/explore/minimal_report.hpp"
#include "equivarify/codegen/groups/group_expression.hpp"
#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

using Json = nlohmann::json;

struct MinimalOptions {
  std::string file;
  std::string group;
  std::string inputs;
  std::uint32_t labels = 2;
  std::string labels_action;
  std::string output;
  std::string of; ///< the output of a spec whose classes are the labels
  std::size_t limit = 1'000;
  OrbitSearch search{};
  bool json = false;
};

/// Without a class of inputs, every G-set.
MinimalQuestion ask(FileGroup group, NamedLabels labels, JsonNode const& inputs) {
  NamedInputs named = inputs.value.is_null() ? every_input(group) : read_inputs(inputs, group);
  return {std::move(group), std::move(labels), std::move(named), inputs.value};
}

/// What a spec asks: its inputs are the arrays of its shape; its labels are the classes of an
/// output, which the subgroup of that moves, or for labels (h, class) as many as the options say.
MinimalQuestion read_spec_question(JsonNode const& node, MinimalOptions const& options) {
  FileGroup group = FileGroup::read(node["group"]);
  NamedLabels labels{NamedSet{options.labels}, options.labels};
  std::string name;
  std::optional<Network> network;
  if (node.find("output")) {
    network = load_network(options.file);
  }
  if (network && !network->outputs.empty()) {
    Output const& output = class_output(*network, options.of);
    nlohmann::json const form = labels_of(output);
    labels = read_labels({form, child("/output", output.name)}, group);
    name = output.name;
  } else if (!options.of.empty()) {
    node.fail("no outputs", "a spec with \"output\" for --of");
  }
  NamedGSet const places = read_gset(node, group);
  Json const inputs{{"arrays_on", to_form(places.graph, group, places.points)}};
  MinimalQuestion question = ask(std::move(group), std::move(labels), {inputs, ""});
  question.output = name;
  return question;
}

/// Whether \p node describes a G-set W besides the labels and the inputs.
bool gives_candidate(JsonNode const& node) {
  std::vector<std::string> const keys{"set", "action", "projection", "construction", "where"};
  return std::any_of(
      keys.begin(), keys.end(), [&](std::string const& key) { return node.find(key).has_value(); });
}

/// A question `{"group", "labels", "inputs"}`, which a candidate is too; a G-set, whose stabilizers
/// are the class; or a spec, whose inputs are the arrays of its shape.
MinimalQuestion read_question(JsonNode const& node, MinimalOptions const& options) {
  if (node.find("input")) {
    return read_spec_question(node, options);
  }
  if (!options.of.empty()) {
    node.fail("no outputs", "a spec with \"output\" for --of");
  }
  FileGroup group = FileGroup::read(node["group"]);
  NamedLabels labels = node.find("labels") ? read_labels(node["labels"], group)
                                           : NamedLabels{NamedSet{options.labels}, options.labels};
  if (node.find("points") || node.find("shape")) {
    Json set = node.value;
    set.erase("labels");
    return ask(std::move(group), std::move(labels), {set, ""});
  }
  node.require_keys({{"group"}, candidate_keys()});
  if (gives_candidate(node)) {
    static_cast<void>(read_candidate(node)); // one that is none is no question about its inputs
  }
  static Json const every = nullptr;
  return ask(std::move(group),
             std::move(labels),
             node.find("inputs") ? node["inputs"] : JsonNode{every, "/inputs"});
}

Json json_of(std::string const& argument, std::string const& option) {
  JsonDocument const document = parse_document(argument, option);
  document.require_sound();
  return document.value;
}

/// A class of inputs is JSON or words.
Json inputs_of(std::string const& argument) {
  return argument.find_first_of("{[\"") == 0 ? json_of(argument, "--inputs") : Json(argument);
}

JsonDocument question_of(MinimalOptions const& options) {
  if (options.file.empty() == options.group.empty()) {
    throw algebra::AlgebraError("expected either a file or --group GROUP");
  }
  if (!options.file.empty() && !options.labels_action.empty()) {
    throw algebra::AlgebraError("--labels-action stands with --group; a file has \"labels\": "
                                "{\"set\": ..., \"action\": ...}");
  }
  if (!options.file.empty()) {
    return load_document(options.file, "a JSON file");
  }
  Json question{{"group", options.group}, {"labels", options.labels}};
  if (!options.labels_action.empty()) {
    question["labels"] = {{"set", options.labels},
                          {"action", json_of(options.labels_action, "--labels-action")}};
  }
  if (!options.inputs.empty()) {
    question["inputs"] = inputs_of(options.inputs);
  }
  return {.path = "the command line", .text = "", .value = question};
}

/// Whether the orbits are few enough to be listed.
bool is_listed(algebra::MinimalSet const& minimal, MinimalOptions const& options) {
  bool const is_unlisted = minimal.orbits.empty() && minimal.points != 0;
  return minimal.points <= options.search.most(algebra::max_listed_points) && !is_unlisted;
}

algebra::Candidate build(MinimalQuestion const& question,
                         algebra::MinimalSet const& minimal,
                         std::vector<algebra::ForcedOrbit> const& forced) {
  std::vector<algebra::CosetMap> orbits;
  orbits.reserve(forced.size());
  for (algebra::ForcedOrbit const& orbit : forced) {
    orbits.push_back(orbit.orbit);
  }
  algebra::Candidate candidate =
      algebra::assemble(question.group.group(), question.labels.labels, orbits);
  EQUIVARIFY_ASSERT(minimal.points == candidate.set.size(), "counted and listed points differ");
  algebra::Decision const decision = algebra::decide(candidate, question.inputs.inputs);
  algebra::check_decision(candidate, question.inputs.inputs, decision);
  EQUIVARIFY_ASSERT(decision.is_yes(), "the smallest equivarification is none");
  return candidate;
}

void write(MinimalQuestion const& question,
           algebra::Candidate const& candidate,
           std::string const& path) {
  Json form = to_form(candidate, question.group, question.labels.names);
  if (!question.inputs_form.is_null()) {
    form["inputs"] = question.inputs_form;
  }
  write_file(path, form.dump() + '\n');
}

/// Says what the smallest set is, with its orbits where they are listed; writes it where it is to
/// be written.
void conclude(MinimalQuestion const& question,
              algebra::MinimalSet const& minimal,
              std::optional<std::vector<algebra::ForcedOrbit>> const& forced,
              MinimalOptions const& options,
              Console& console) {
  if (forced) {
    algebra::Candidate const candidate = build(question, minimal, *forced);
    if (!options.output.empty()) {
      write(question, candidate, options.output);
    }
  } else if (!options.output.empty()) {
    throw algebra::LimitError("--output: the set is too large to be written point by point");
  }
  Json const description = describe_minimal(question, minimal, forced, options.limit);
  console.out << (options.json ? description.dump(2) + '\n' : minimal_text(description));
}

ExitCode run_minimal(MinimalOptions const& options, Console& console) {
  JsonDocument const document = question_of(options);
  MinimalQuestion const question =
      document.read([&](JsonNode const& node) { return read_question(node, options); });
  algebra::MinimalSet const minimal =
      algebra::minimal_equivarification(question.inputs.inputs, question.labels.labels);
  std::optional<std::vector<algebra::SweptOrbits>> swept;
  if (is_listed(minimal, options)) {
    Json const facts{document.value, options.labels};
    swept = find_orbits(algebra::orbit_sweeps(minimal, question.labels.labels),
                        question_facts("minimal", facts),
                        options.search,
                        console);
    if (!swept) {
      return ExitCode::unfinished;
    }
  }
  if (console.team->is_first()) {
    conclude(question,
             minimal,
             swept ? std::optional{algebra::forced_orbits(minimal, *swept)} : std::nullopt,
             options,
             console);
  }
  return ExitCode::done;
}

constexpr char const* minimal_examples =
    "Examples:\n"
    "  equivarify explore minimal corners.json       {\"group\": {\"dihedral\": 4}, \"labels\": 2, "
    "\"inputs\":\n"
    "                                                 {\"set\": 4, \"action\": {\"r\": \"(0 1 2 "
    "3)\", \"s\": \"(0 1)(2 3)\"}}}\n"
    "  equivarify explore minimal specs/mnist_c4.json --labels 10\n"
    "  equivarify explore minimal specs/gallery/slots_s3.json   the classes of its output, which "
    "S3 "
    "permutes\n"
    "  equivarify explore minimal --group D4 --labels 2 --inputs '{\"kernel_contains\": "
    "[\"r^2\"]}'\n"
    "  equivarify explore minimal --group D4 --labels-action '{\"s\": [1, 0]}'   s swaps the "
    "labels\n"
    "  equivarify explore minimal --group C2 --output product.json\n"
    "  equivarify explore minimal --group C22 --list-up-to 4194304 --shards DIR\n"
    "                                       lists more orbits; goes on after a kill; mpirun shares "
    "it\n"
    "\n"
    "The points are counted at once. Listing the orbits takes a search, which is what is cut into "
    "shards.\n"
    "The exit code is 130 if shards are left out.";

} // namespace

void add_minimal_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<MinimalOptions>();
  CommandLine command = app.add_subcommand("minimal", "Find the smallest equivarification");
  command.add_option(
      "FILE", options->file, "A JSON file: group, labels and inputs; or a G-set, or a spec");
  command.add_option("--group", options->group, "A group, in place of a file");
  command.add_option(
      "--inputs", options->inputs, "With --group: a class of inputs, as in a candidate");
  command.add_option("--labels", options->labels, "How many labels, where the file does not say")
      .between(1, 1'000'000)
      .shows_default();
  command.add_option("--labels-action",
                     options->labels_action,
                     "With --group: the action of a subgroup on the labels, as JSON");
  command.add_option(
      "--of", options->of, "Of a spec with several outputs: the one whose classes are the labels");
  command.add_option("--output", options->output, "Write the set as a candidate to this file");
  command.add_option("--limit", options->limit, "Cut lists to this many entries").shows_default();
  add_orbit_search(command, options->search);
  command.add_flag("--json", options->json, "Print JSON for machines");
  command.footer(minimal_examples);
  command.on_choice([options, &action] {
    action = [options](Console& console) { return run_minimal(*options, console); };
  });
}

} // namespace equivarify::codegen
