#include "equivarify/codegen/explore/relate_report.hpp"

#include "equivarify/algebra/equivarifications/maps_over.hpp"
#include "equivarify/codegen/explore/exact_number.hpp"
#include "equivarify/codegen/explore/text_lines.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

using Json = nlohmann::json;

constexpr std::size_t most_rows_shown = 10;

/// The label of \p point of \p file.
Json label_of(CandidateFile const& file, std::uint32_t point) {
  return file.labels.names.to_json(file.candidate.projection[point]);
}

/// The orbit of a point that can go nowhere.
Json obstruction_json(CandidateFile const& from, algebra::OrbitChoice const& orbit) {
  algebra::Subgroup const stabilizer = from.candidate.set.stabilizer(algebra::Point{orbit.point});
  return {{"w", from.points.to_json(orbit.point)},
          {"length", orbit.length},
          {"label", label_of(from, orbit.point)},
          {"stabilizer", from.group.name(stabilizer)}};
}

Json maps_json(CandidateFile const& from, CandidateFile const& to, std::size_t limit) {
  algebra::MapsOver const maps = algebra::maps_over(from.candidate, to.candidate);
  auto const* const obstruction = maps.obstruction();
  Json orbits = Json::array();
  for (std::size_t i = 0; i < maps.orbits.size() && i < limit; ++i) {
    algebra::OrbitChoice const& orbit = maps.orbits[i];
    std::vector<std::uint32_t> shown = orbit.images;
    shown.resize(std::min(shown.size(), limit));
    orbits.push_back({{"w", from.points.to_json(orbit.point)},
                      {"length", orbit.length},
                      {"choices", orbit.images.size()},
                      {"images", to.points.to_json(shown)}});
  }
  return {{"exists", obstruction == nullptr},
          {"count", exact_number(maps.count())},
          {"orbits", orbits},
          {"complete", maps.orbits.size() <= limit},
          {"obstruction", obstruction == nullptr ? Json{} : obstruction_json(from, *obstruction)}};
}

std::string maps_text(std::string const& label, Json const& maps) {
  if (maps["exists"] == false) {
    Json const& x = maps["obstruction"];
    return labelled_line(
        label,
        fmt::format("none: w = {}, label {}, stabilizer {}, has no image with the same labels "
                    "that its stabilizer fixes",
                    plain_text(x["w"]),
                    plain_text(x["label"]),
                    x["stabilizer"].get<std::string>()));
  }
  std::string text = labelled_line(label, fmt::format("{} over Z", plain_text(maps["count"])));
  Json const& orbits = maps["orbits"];
  for (std::size_t i = 0; i < orbits.size() && i < most_rows_shown; ++i) {
    text += labelled_line("",
                          fmt::format("w = {}, {} points, goes to one of {}: {}",
                                      plain_text(orbits[i]["w"]),
                                      orbits[i]["length"].dump(),
                                      orbits[i]["choices"].dump(),
                                      value_row(orbits[i]["images"])));
  }
  bool const all = maps["complete"] == true && orbits.size() <= most_rows_shown;
  return all ? text : text + labelled_line("", "... more in --json, with --limit");
}

} // namespace

Json describe_relation(CandidateFile const& first, CandidateFile const& second, std::size_t limit) {
  auto const isomorphism = algebra::isomorphism_over(first.candidate, second.candidate);
  Json images;
  if (isomorphism && isomorphism->size() <= limit) {
    images = second.points.to_json(*isomorphism);
  }
  Json description{{"group", first.group.group().name()},
                   {"labels", first.labels.names.size()},
                   {"points", {first.points.size(), second.points.size()}},
                   {"isomorphic", isomorphism.has_value()},
                   {"isomorphism", images},
                   {"to_second", maps_json(first, second, limit)},
                   {"to_first", maps_json(second, first, limit)}};
  if (algebra::Subgroup const* const moving = first.labels.labels.subgroup()) {
    description["labels_moved_by"] = first.group.name(*moving);
  }
  return description;
}

std::string relation_text(Json const& d) {
  std::string text = fmt::format("{}: W has {} points and V has {}, over {} labels, under {}\n",
                                 d["isomorphic"] == true ? "isomorphic" : "not isomorphic",
                                 d["points"][0].dump(),
                                 d["points"][1].dump(),
                                 d["labels"].dump(),
                                 d["group"].get<std::string>());
  text += d["isomorphism"].is_null() ? "" : labelled_line("W -> V", value_row(d["isomorphism"]));
  return text + maps_text("maps W -> V", d["to_second"]) + maps_text("maps V -> W", d["to_first"]);
}

} // namespace equivarify::codegen
