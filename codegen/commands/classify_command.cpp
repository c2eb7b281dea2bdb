#include "equivarify/codegen/commands/classify_command.hpp"

#include "equivarify/algebra/equivarifications/classification.hpp"
#include "equivarify/algebra/equivarifications/minimal.hpp"
#include "equivarify/codegen/commands/orbit_search.hpp"
#include "equivarify/codegen/explore/candidate_form.hpp"
#include "equivarify/codegen/explore/class_report.hpp"
#include "equivarify/codegen/explore/exact_number.hpp"
#include "equivarify/codegen/explore/text_lines.hpp"
#include "equivarify/codegen/groups/group_expression.hpp"
#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <ostream>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

using Json = nlohmann::json;

struct ClassifyOptions {
  std::string file;
  std::string group;
  std::uint32_t labels = 2;
  std::string labels_action;
  std::string points;
  bool list = false;
  std::size_t limit = 100;
  OrbitSearch search{};
  bool json = false;
};

struct PointRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};

/// `6` or `2..6`.
PointRange read_points(std::string const& text) {
  std::size_t const dots = text.find("..");
  auto const begin = whole_number(text.substr(0, dots));
  auto const end = dots == std::string::npos ? begin : whole_number(text.substr(dots + 2));
  if (!begin || !end) {
    throw algebra::AlgebraError(
        fmt::format("--points: found '{}', expected a number as in 6 or a range as in 2..6", text));
  }
  std::uint64_t const first = *begin;
  std::uint64_t const last = *end;
  if (last < first) {
    throw algebra::AlgebraError(fmt::format("--points: the range {} is empty", text));
  }
  if (last - first > algebra::Classification::max_added_points) {
    throw algebra::LimitError(fmt::format("--points: {} sizes; at most {}",
                                          last - first + 1,
                                          algebra::Classification::max_added_points + 1));
  }
  return {first, last};
}

Json describe_types(algebra::Classification const& classification) {
  Json rows = Json::array();
  for (algebra::OrbitTypes const& entry : classification.types()) {
    rows.push_back({{"stabilizer", entry.stabilizer.to_string()},
                    {"points", entry.stabilizer.index()},
                    {"types", exact_number(entry.types)}});
  }
  return rows;
}

Json describe_counts(algebra::Classification const& classification, PointRange const& range) {
  Json rows = Json::array();
  std::uint64_t n = range.first;
  for (algebra::BigInteger const& count : classification.counts(range.first, range.last)) {
    rows.push_back({{"points", n++}, {"classes", exact_number(count)}});
  }
  return rows;
}

/// The candidates themselves, in the form that `decide` takes.
Json list_all(algebra::Classification const& classification,
              FileGroup const& group,
              PointRange const& range,
              std::vector<algebra::SweptOrbits> const& swept,
              std::size_t limit) {
  NamedSet const labels{classification.labels().size()};
  Json rows = Json::array();
  for (std::uint64_t n = range.first; n <= range.last && rows.size() < limit; ++n) {
    for (algebra::Candidate const& candidate : classification.list(n, limit - rows.size(), swept)) {
      rows.push_back(to_form(candidate, group, labels));
    }
  }
  return rows;
}

algebra::Labels labels_of(ClassifyOptions const& options, FileGroup const& group) {
  if (options.labels_action.empty()) {
    return options.labels;
  }
  return parse_document(options.labels_action, "--labels-action").read([&](JsonNode const& node) {
    return read_label_action(node, group, NamedSet{options.labels}).labels;
  });
}

/// What is asked.
struct Question {
  PointRange range;
  FileGroup group;
  algebra::Labels labels;
  algebra::Classification classification;
};

Question read_question(ClassifyOptions const& options) {
  PointRange const range = read_points(options.points);
  FileGroup group = group_document(options.group).read(FileGroup::read);
  algebra::Labels const labels = labels_of(options, group);
  algebra::Classification classification{group.group(), labels};
  return {range, std::move(group), labels, std::move(classification)};
}

Json describe(Question const& question) {
  algebra::Classification const& classification = question.classification;
  Json result{{"scope", "absolute"},
              {"group", question.group.group().name()},
              {"labels", classification.labels().size()},
              {"least_points", exact_number(classification.least_points())},
              {"generating_function", classification.generating_function()},
              {"orbit_types", describe_types(classification)},
              {"counts", describe_counts(classification, question.range)}};
  if (algebra::Subgroup const* const moving = question.labels.subgroup()) {
    result["labels_moved_by"] = question.group.name(*moving);
  }
  return result;
}

/// The orbits that the list is made of; nothing if shards are left out.
std::optional<std::vector<algebra::SweptOrbits>>
orbits_to_list(Question const& question, ClassifyOptions const& options, Console& console) {
  std::uint64_t const most = options.search.most(algebra::max_listed_points);
  Json const facts{{"group", question.group.form()},
                   {"labels", options.labels},
                   {"action", options.labels_action},
                   {"points", question.range.last}};
  return find_orbits(question.classification.sweeps(question.range.last, most),
                     question_facts("classify", facts),
                     options.search,
                     console);
}

std::string candidate_text(Json const& candidate) {
  std::string action;
  for (auto const& [generator, images] : candidate["action"].items()) {
    action += fmt::format("{}: {}; ", generator, value_row(images));
  }
  return fmt::format("    {} points; {}projection: {}\n",
                     candidate["set"].dump(),
                     action,
                     value_row(candidate["projection"]));
}

std::string to_text(Json const& description) {
  std::string text = fmt::format(
      "absolute: the equivarifications of {} labels{} under {}, up to isomorphism\n"
      "  the smallest has {} points; every other is it and any orbits, of these types:\n",
      description["labels"].dump(),
      moved_by(description),
      description["group"].get<std::string>(),
      plain_text(description["least_points"]));
  for (Json const& row : description["orbit_types"]) {
    text += fmt::format("    {:>6} points, stabilizer {:<20} {}\n",
                        row["points"].dump(),
                        row["stabilizer"].get<std::string>(),
                        plain_text(row["types"]));
  }
  text += fmt::format("  counted by {}\n", description["generating_function"].get<std::string>());
  for (Json const& row : description["counts"]) {
    text += fmt::format("    {:>6} points: {}\n", row["points"].dump(), plain_text(row["classes"]));
  }
  if (description.contains("list")) {
    text += "  one of each class; --json writes each as a candidate for `explore decide`\n";
    for (Json const& candidate : description["list"]) {
      text += candidate_text(candidate);
    }
  }
  return text;
}

/// \throws AlgebraError unless there is either a file or all that is asked about without one.
void require_one_question(ClassifyOptions const& options) {
  bool const is_counting = !options.group.empty() && !options.points.empty();
  bool const has_more = !options.group.empty() || !options.points.empty() ||
                        !options.labels_action.empty() || options.list;
  if (options.file.empty() ? !is_counting : has_more) {
    throw algebra::AlgebraError(
        "expected either a file with a candidate, or --group GROUP and --points N");
  }
}

ExitCode classify_file(ClassifyOptions const& options, Console& console) {
  CandidateFile const file = load_document(options.file, "a JSON file").read(read_candidate);
  algebra::CandidateClass const found = algebra::class_of(file.candidate);
  Json const description = describe_class(file, found, options.limit);
  console.out << (options.json ? description.dump(2) + '\n' : class_text(description));
  return found.is_equivarification ? ExitCode::done : ExitCode::refuted;
}

void print_classes(Json const& description, bool json, Console& console) {
  console.out << (json ? description.dump(2) + '\n' : to_text(description));
}

ExitCode run_classify(ClassifyOptions const& options, Console& console) {
  require_one_question(options);
  if (!options.file.empty()) {
    return classify_file(options, console);
  }
  Question const question = read_question(options);
  if (!options.list) {
    print_classes(describe(question), options.json, console);
    return ExitCode::done;
  }
  auto const swept = orbits_to_list(question, options, console);
  if (!swept) {
    return ExitCode::unfinished;
  }
  if (console.team->is_first()) {
    Json description = describe(question);
    description["list"] =
        list_all(question.classification, question.group, question.range, *swept, options.limit);
    print_classes(description, options.json, console);
  }
  return ExitCode::done;
}

constexpr char const* classify_examples =
    "Examples:\n"
    "  equivarify explore classify --group C2 --labels 2 --points 2..6 --list\n"
    "  equivarify explore classify --group 'C2 x C2' --points 20 --json\n"
    "  equivarify explore classify --group C4 --labels-action '{\"r^2\": [1, 0]}' --points 4..8\n"
    "  equivarify explore classify --group D10 --points 1048576..1048580 --list --shards DIR\n"
    "                                       goes on after a kill; mpirun shares it\n"
    "  equivarify explore classify candidate.json   {\"group\": {\"cyclic\": 2}, \"labels\": 2,\n"
    "                                               \"construction\": \"Map(G, Z), p(s) = s(e); "
    "G, p(g) = 0\"}\n"
    "\n"
    "The counts are computed at once. The list takes a search for orbits, which is what is cut "
    "into "
    "shards.\n"
    "\n"
    "Exit codes: 0 counted, or the class; 1 the candidate is no equivarification; 2 bad input; 130 "
    "shards are left out.";

} // namespace

void add_classify_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<ClassifyOptions>();
  CommandLine command =
      app.add_subcommand("classify", "Count all equivarifications up to isomorphism");
  command.add_option("FILE",
                     options->file,
                     "A JSON file with a candidate, as for decide: to which class does it belong?");
  command.add_option("--group", options->group, "A group, as the command `group` takes it");
  command.add_option("--labels", options->labels, "How many labels")
      .between(1, 1'000'000)
      .shows_default();
  command.add_option(
      "--labels-action", options->labels_action, "The action of a subgroup on the labels, as JSON");
  command.add_option("--points", options->points, "How many points: a number, or a range 2..6");
  command.add_flag("--list", options->list, "List one of each class as well");
  command.add_option("--limit", options->limit, "List no more than this many").shows_default();
  add_orbit_search(command, options->search);
  command.add_flag("--json", options->json, "Print JSON for machines");
  command.footer(classify_examples);
  command.on_choice([options, &action] {
    action = [options](Console& console) { return run_classify(*options, console); };
  });
}

} // namespace equivarify::codegen
