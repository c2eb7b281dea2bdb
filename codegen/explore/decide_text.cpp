#include "equivarify/codegen/explore/decide_report.hpp"
#include "equivarify/codegen/explore/text_lines.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

using Json = nlohmann::json;

constexpr std::size_t most_lifts_shown = 10;

std::string headline(Json const& d) {
  bool const yes = d["verdict"] == "yes";
  std::string const scope = d["scope"].get<std::string>();
  std::string text = fmt::format("{}, {}: W is {} equivarification of the {} labels{} under {}{}\n",
                                 d["verdict"].get<std::string>(),
                                 scope,
                                 yes ? "an" : "no",
                                 d["labels"].dump(),
                                 moved_by(d),
                                 d["group"].get<std::string>(),
                                 scope == "relative" ? " relative to these inputs" : "");
  if (d.contains("construction")) {
    text += labelled_line("W", d["construction"].get<std::string>());
  }
  text += labelled_line("inputs", d["inputs"].get<std::string>());
  std::string const least = d["least_points"].is_null() ? "unknown" : plain_text(d["least_points"]);
  text +=
      labelled_line("points", fmt::format("{}; the smallest has {}", d["points"].dump(), least));
  return text + labelled_line("method", d["method"].get<std::string>());
}

std::string counterexample_text(Json const& x) {
  std::string text = labelled_line(
      "no lift",
      fmt::format("X = G/H with {} points, H = {}{}",
                  x["cosets"].size(),
                  x["subgroup"].get<std::string>(),
                  x["smallest"] == true
                      ? "; no smaller X has a map without a lift"
                      : "; perhaps not the smallest, for the subgroups of G are too many"));
  text += labelled_line("cosets t H", value_row(x["cosets"]));
  return text + labelled_line("F(t H)", value_row(x["map"]));
}

std::string no_text(Json const& d) {
  std::string text = labelled_line(
      "clause",
      d["clause"] == 2 ? fmt::format("2 of definition 3.0.3: the projection is not onto, it "
                                     "never takes {}",
                                     value_row(d["missing_labels"]))
                       : "3 of definition 3.0.3: a map F : X -> Z has no lift");
  return d["counterexample"].is_null() ? text : text + counterexample_text(d["counterexample"]);
}

std::string yes_text(Json const& d) {
  Json const& section = d["section"];
  std::string text = labelled_line("minimal", d["minimal"] == true ? "yes" : "no");
  Json const& adds = d["adds"];
  text += labelled_line(
      "beyond need",
      fmt::format("{} points in {} orbits", adds["points"].dump(), adds["orbits"].dump()));
  for (std::size_t i = 0; i < adds["shown"].size() && i < most_lifts_shown; ++i) {
    Json const& orbit = adds["shown"][i];
    text += labelled_line("",
                          fmt::format("w = {}, {} points, stabilizer {}",
                                      plain_text(orbit["w"]),
                                      orbit["length"].dump(),
                                      orbit["stabilizer"].get<std::string>()));
  }
  text += labelled_line(
      "section", fmt::format("{} lifts, checked again by the definition", section["total"].dump()));
  for (std::size_t i = 0; i < section["lifts"].size() && i < most_lifts_shown; ++i) {
    Json const& lift = section["lifts"][i];
    text += labelled_line("",
                          fmt::format("H = {}, F = {}, w = {}",
                                      lift["stabilizer"].get<std::string>(),
                                      value_row(lift["map"]),
                                      plain_text(lift["w"])));
  }
  bool const all = section["complete"] == true && section["total"] <= most_lifts_shown;
  return all ? text : text + labelled_line("", "... more in --json, with --limit");
}

std::string lifts_text(Json const& lifts) {
  std::string text = labelled_line("lifts of F", plain_text(lifts["number"]));
  return lifts["first"].is_null()
             ? text +
                   labelled_line("", "none from the orbit of " + plain_text(lifts["no_lift_from"]))
             : text + labelled_line("", "one of them: " + value_row(lifts["first"]));
}

} // namespace

std::string decision_text(Json const& d) {
  if (d["verdict"] == "invalid") {
    return fmt::format("invalid: clause {} of definition 3.0.3 is not met, nothing to decide\n",
                       d["clause"].dump());
  }
  std::string const text = headline(d) + (d["verdict"] == "yes" ? yes_text(d) : no_text(d));
  return d.contains("lifts") ? text + lifts_text(d["lifts"]) : text;
}

} // namespace equivarify::codegen
