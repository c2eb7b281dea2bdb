#include "equivarify/codegen/explore/minimal_report.hpp"

#include "equivarify/codegen/explore/exact_number.hpp"
#include "equivarify/codegen/explore/text_lines.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

using Json = nlohmann::json;

constexpr std::size_t most_orbits_shown = 20;

std::string proof(std::string const& product) {
  return fmt::format("Forced: for each orbit below, f in it and the map F(t H) = f(t^-1) from the "
                     "input X = G/H, a "
                     "lift takes the coset H to a point w with pi(w) = f; so every "
                     "equivarification has a point above "
                     "each point of the orbit. Enough: the lift into {} takes each input x to a "
                     "point that Stab(x) "
                     "fixes, and these are all here.",
                     product);
}

Json orbits_by_stabilizer(FileGroup const& group, algebra::MinimalSet const& minimal) {
  Json rows = Json::array();
  for (algebra::MinimalOrbits const& orbits : minimal.orbits) {
    rows.push_back({{"stabilizer", group.name(orbits.stabilizer)},
                    {"stabilizer_order", orbits.stabilizer.order()},
                    {"forced_by", group.name(orbits.forced_by)},
                    {"points", exact_number(orbits.points)},
                    {"orbits", exact_number(orbits.orbits)}});
  }
  return rows;
}

Json coset_map(MinimalQuestion const& question, algebra::CosetMap const& map, char const* name) {
  return {{name, question.group.name(map.subgroup)},
          {"cosets", question.group.names(map.subgroup.transversal())},
          {"map", question.labels.names.to_json(map.labels)}};
}

Json forced_rows(MinimalQuestion const& question,
                 std::vector<algebra::ForcedOrbit> const& forced,
                 std::size_t limit) {
  Json rows = Json::array();
  for (std::size_t i = 0; i < forced.size() && i < limit; ++i) {
    rows.push_back({{"orbit", coset_map(question, forced[i].orbit, "stabilizer")},
                    {"input", coset_map(question, forced[i].input, "subgroup")}});
  }
  return {{"orbits", rows},
          {"total", forced.size()},
          {"complete", rows.size() == forced.size()},
          {"proof", proof(product_name(question.labels.labels, question.group))}};
}

/// The set of the points of the product that the kernel fixes.
std::string quotient_name(MinimalQuestion const& question) {
  return question.labels.labels.subgroup() == nullptr
             ? "Z^{xG/N}"
             : product_name(question.labels.labels, question.group) + "^N";
}

std::string quotient_words(MinimalQuestion const& question, algebra::MinimalSet const& minimal) {
  std::string const name = quotient_name(question);
  if (minimal.kernel.order() == 1) {
    return fmt::format("the kernel is trivial: {} is {}, an equivarification absolutely",
                       name,
                       product_name(question.labels.labels, question.group));
  }
  return fmt::format("{} is an equivarification relative to inputs on which N = {} acts trivially, "
                     "not absolutely",
                     name,
                     question.group.name(minimal.kernel));
}

} // namespace

Json describe_minimal(MinimalQuestion const& question,
                      algebra::MinimalSet const& minimal,
                      std::optional<std::vector<algebra::ForcedOrbit>> const& forced,
                      std::size_t limit) {
  algebra::InputClass const& inputs = question.inputs.inputs;
  Json description{{"scope", inputs.absolute ? "absolute" : "relative"},
                   {"inputs", question.inputs.words},
                   {"group", question.group.group().name()},
                   {"labels", question.labels.names.size()},
                   {"points", exact_number(minimal.points)},
                   {"orbits_by_stabilizer", orbits_by_stabilizer(question.group, minimal)},
                   {"forced", forced ? forced_rows(question, *forced, limit) : Json(nullptr)},
                   {"product",
                    {{"name", product_name(question.labels.labels, question.group)},
                     {"points", exact_number(minimal.points_of_product)},
                     {"scope", "absolute"}}},
                   {"quotient",
                    {{"name", quotient_name(question)},
                     {"kernel", question.group.name(minimal.kernel)},
                     {"kernel_order", minimal.kernel.order()},
                     {"points", exact_number(minimal.points_of_quotient)},
                     {"scope", minimal.kernel.order() == 1 ? "absolute" : "relative"},
                     {"note", quotient_words(question, minimal)}}}};
  if (algebra::Subgroup const* const moving = question.labels.labels.subgroup()) {
    description["labels_moved_by"] = question.group.name(*moving);
  }
  if (!question.output.empty()) {
    description["output"] = question.output;
  }
  return description;
}

std::string minimal_text(Json const& d) {
  std::string text = fmt::format("{}: the smallest equivarification of {} labels{} under {} has {} "
                                 "points\n",
                                 d["scope"].get<std::string>(),
                                 d["labels"].dump(),
                                 moved_by(d),
                                 d["group"].get<std::string>(),
                                 plain_text(d["points"]));
  if (d.contains("output")) {
    text += labelled_line("labels", "the classes of the output " + d["output"].get<std::string>());
  }
  text += labelled_line("inputs", d["inputs"].get<std::string>());
  text += labelled_line(d["product"]["name"].get<std::string>() + " ",
                        plain_text(d["product"]["points"]) + " points, absolute");
  text += labelled_line(d["quotient"]["name"].get<std::string>() + " ",
                        fmt::format("{} points, {}; {}",
                                    plain_text(d["quotient"]["points"]),
                                    d["quotient"]["scope"].get<std::string>(),
                                    d["quotient"]["note"].get<std::string>()));
  for (Json const& row : d["orbits_by_stabilizer"]) {
    text += labelled_line("orbits",
                          fmt::format("{} with stabilizer {}: {} points, forced by X = G/{}",
                                      plain_text(row["orbits"]),
                                      row["stabilizer"].get<std::string>(),
                                      plain_text(row["points"]),
                                      row["forced_by"].get<std::string>()));
  }
  if (d["forced"].is_null()) {
    return text + labelled_line("proof", "counted by Moebius inversion, orbits not listed");
  }
  text += labelled_line("proof", d["forced"]["proof"].get<std::string>());
  Json const& rows = d["forced"]["orbits"];
  for (std::size_t i = 0; i < rows.size() && i < most_orbits_shown; ++i) {
    text += labelled_line("",
                          fmt::format("G/{} with {}  from  X = G/{}, F = {}",
                                      rows[i]["orbit"]["stabilizer"].get<std::string>(),
                                      value_row(rows[i]["orbit"]["map"]),
                                      rows[i]["input"]["subgroup"].get<std::string>(),
                                      value_row(rows[i]["input"]["map"])));
  }
  bool const all = d["forced"]["complete"] == true && d["forced"]["total"] <= most_orbits_shown;
  return all ? text : text + labelled_line("", "... more in --json, with --limit");
}

} // namespace equivarify::codegen
