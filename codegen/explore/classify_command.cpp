#include "equivarify/codegen/explore/classify_command.hpp"

#include "equivarify/algebra/equivarifications/classification.hpp"
#include "equivarify/codegen/groups/group_expression.hpp"
#include "equivarify/codegen/groups/group_form.hpp"

#include <fmt/format.h>

#include <memory>
#include <ostream>
#include <regex>

#include <CLI/CLI.hpp>

namespace equivarify::codegen {
namespace {

using Json = nlohmann::json;

struct ClassifyOptions {
  std::string group;
  std::uint32_t labels = 2;
  std::string points;
  bool json = false;
};

struct PointRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};

/// `6` or `2..6`.
PointRange read_points(std::string const& text) {
  static std::regex const pattern{R"(([0-9]{1,18})(?:\.\.([0-9]{1,18}))?)"};
  std::smatch match;
  if (!std::regex_match(text, match, pattern)) {
    throw algebra::AlgebraError(
        fmt::format("--points: expected a number as in 6 or a range as in 2..6, found '{}'", text));
  }
  std::uint64_t const first = std::stoull(match[1]);
  std::uint64_t const last = match[2].matched ? std::stoull(match[2]) : first;
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
                    {"types", algebra::to_string(entry.types)}});
  }
  return rows;
}

Json describe_counts(algebra::Classification const& classification, PointRange const& range) {
  Json rows = Json::array();
  std::uint64_t n = range.first;
  for (algebra::BigInteger const& count : classification.counts(range.first, range.last)) {
    rows.push_back({{"points", n++}, {"classes", algebra::to_string(count)}});
  }
  return rows;
}

Json describe(ClassifyOptions const& options) {
  PointRange const range = read_points(options.points);
  algebra::Classification const classification{read_listed_group(group_form_of(options.group)),
                                               options.labels};
  return {{"scope", "absolute"},
          {"group", classification.group().name()},
          {"labels", classification.labels()},
          {"least_points", algebra::to_string(classification.least_points())},
          {"generating_function", classification.generating_function()},
          {"orbit_types", describe_types(classification)},
          {"counts", describe_counts(classification, range)}};
}

std::string to_text(Json const& description) {
  std::string text = fmt::format(
      "absolute: the equivarifications of {} labels under {}, up to isomorphism\n"
      "  the smallest has {} points; every other is it and any orbits, of these types:\n",
      description["labels"].dump(),
      description["group"].get<std::string>(),
      description["least_points"].get<std::string>());
  for (Json const& row : description["orbit_types"]) {
    text += fmt::format("    {:>6} points, stabilizer {:<20} {}\n",
                        row["points"].dump(),
                        row["stabilizer"].get<std::string>(),
                        row["types"].get<std::string>());
  }
  text += fmt::format("  counted by {}\n", description["generating_function"].get<std::string>());
  for (Json const& row : description["counts"]) {
    text += fmt::format(
        "    {:>6} points: {}\n", row["points"].dump(), row["classes"].get<std::string>());
  }
  return text;
}

ExitCode run_classify(ClassifyOptions const& options, Console& console) {
  Json const description = describe(options);
  console.out << (options.json ? description.dump(2) + '\n' : to_text(description));
  return ExitCode::done;
}

constexpr char const* examples =
    "Examples:\n"
    "  equivarify explore classify --group C2 --labels 2 --points 2..6\n"
    "  equivarify explore classify --group 'C2 x C2' --points 20 --json";

} // namespace

void add_classify_command(CLI::App& app, Action& action) {
  auto options = std::make_shared<ClassifyOptions>();
  CLI::App* command =
      app.add_subcommand("classify", "Count all equivarifications up to isomorphism");
  command->add_option("--group", options->group, "A group, as the command `group` takes it")
      ->required();
  command->add_option("--labels", options->labels, "How many labels")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  command->add_option("--points", options->points, "How many points: a number, or a range 2..6")
      ->required();
  command->add_flag("--json", options->json, "Print JSON for machines");
  command->footer(examples);
  command->callback([options, &action] {
    action = [options](Console& console) { return run_classify(*options, console); };
  });
}

} // namespace equivarify::codegen
