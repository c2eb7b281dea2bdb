#include "equivarify/codegen/explore/heads_report.hpp"

#include "equivarify/codegen/explore/candidate_form.hpp"
#include "equivarify/codegen/explore/exact_number.hpp"
#include "equivarify/codegen/explore/text_lines.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

using Json = nlohmann::json;

constexpr std::size_t most_maps_shown = 10;

Json choices_json(HeadsQuestion const& question,
                  algebra::FiniteHeads const& heads,
                  std::size_t limit) {
  Json rows = Json::array();
  for (algebra::HeadChoice const& choice : heads.choices) {
    std::vector<std::uint32_t> shown = choice.images;
    shown.resize(std::min(shown.size(), limit));
    rows.push_back({{"stabilizer", question.group.name(choice.stabilizer)},
                    {"orbits", exact_number(choice.orbits)},
                    {"fixed_points", choice.images.size()},
                    {"images", question.outputs.points.to_json(shown)}});
  }
  return rows;
}

/// The point s with s(t) = F(t^-1 K), in the order of the group.
std::vector<std::uint32_t> point_of(algebra::CosetMap const& orbit) {
  std::vector<std::uint32_t> result;
  std::vector<std::uint32_t> const cosets = orbit.subgroup.coset_numbers();
  algebra::Group const& group = orbit.subgroup.group();
  for (algebra::Element const t : group.elements()) {
    result.push_back(orbit.labels[cosets[group.inverse(t).index()]]);
  }
  return result;
}

Json list_json(HeadsQuestion const& question,
               algebra::FiniteHeads const& heads,
               std::vector<algebra::SweptOrbits> const& swept,
               std::size_t limit) {
  auto const orbits = algebra::head_orbits(swept);
  Json points = Json::array();
  for (std::size_t i = 0; i < orbits.size() && i < limit; ++i) {
    points.push_back({{"s", question.labels.to_json(point_of(orbits[i]))},
                      {"stabilizer", question.group.name(orbits[i].subgroup)}});
  }
  Json maps = Json::array();
  for (algebra::FiniteHead const& head : algebra::list_heads(heads, orbits, limit)) {
    std::vector<std::uint32_t> shown = head.images;
    shown.resize(std::min(shown.size(), limit));
    maps.push_back(question.outputs.points.to_json(shown));
  }
  bool const complete = heads.count && *heads.count == maps.size() && orbits.size() <= limit;
  return {{"orbits", points}, {"maps", maps}, {"complete", complete}};
}

/// The point of Z^{xG} that all of G fixes, and for each point of Y what moves it.
Json obstruction_json(HeadsQuestion const& question,
                      algebra::HeadObstruction const& obstruction,
                      std::size_t limit) {
  Json moved = Json::array();
  auto const& images = question.outputs.graph.images();
  auto const& generators = question.group.group().generators();
  for (std::uint32_t y = 0; y < obstruction.moved_by.size() && y < limit; ++y) {
    std::uint32_t const k = obstruction.moved_by[y];
    Json const pair = question.outputs.points.to_json({y, images[k][y]});
    moved.push_back(
        {{"y", pair[0]}, {"g", question.group.name(generators[k].element)}, {"g_y", pair[1]}});
  }
  std::vector<std::uint32_t> const constant(question.group.group().order(), 0);
  auto const whole = algebra::Subgroup::whole(question.group.group());
  return {{"s", question.labels.to_json(constant)},
          {"stabilizer", question.group.name(whole)},
          {"moved", moved},
          {"complete", moved.size() == obstruction.moved_by.size()}};
}

Json count_json(algebra::FiniteHeads const& heads) {
  return heads.count ? exact_number(*heads.count)
                     : Json(fmt::format("more than 2^{}", algebra::max_head_bits));
}

std::string exists_text(Json const& d) {
  std::string text;
  for (Json const& row : d["choices"]) {
    text += labelled_line("orbits",
                          fmt::format("{} with stabilizer {}: each to one of {} points: {}",
                                      plain_text(row["orbits"]),
                                      row["stabilizer"].get<std::string>(),
                                      row["fixed_points"].dump(),
                                      value_row(row["images"])));
  }
  if (d["list"].is_null()) {
    return text;
  }
  Json const& orbits = d["list"]["orbits"];
  Json const& maps = d["list"]["maps"];
  for (std::size_t i = 0; i < maps.size() && i < most_maps_shown; ++i) {
    std::string map;
    for (std::size_t k = 0; k < orbits.size() && k < most_maps_shown; ++k) {
      map += fmt::format(
          "{}({}) -> {}", k == 0 ? "" : ", ", value_row(orbits[k]["s"]), plain_text(maps[i][k]));
    }
    text +=
        labelled_line(i == 0 ? "maps" : "", map + (orbits.size() > most_maps_shown ? ", ..." : ""));
  }
  bool const all = d["list"]["complete"] == true && maps.size() <= most_maps_shown;
  return all ? text : text + labelled_line("", "... more in --json, with --limit");
}

std::string obstruction_text(Json const& x) {
  std::string text =
      labelled_line("obstruction",
                    fmt::format("s = ({}) is fixed by all of {}, and so would its image be",
                                value_row(x["s"]),
                                x["stabilizer"].get<std::string>()));
  for (std::size_t i = 0; i < x["moved"].size() && i < most_maps_shown; ++i) {
    Json const& row = x["moved"][i];
    text += labelled_line(i == 0 ? "but" : "",
                          fmt::format("{} takes {} to {}",
                                      row["g"].get<std::string>(),
                                      plain_text(row["y"]),
                                      plain_text(row["g_y"])));
  }
  return x["moved"].size() > most_maps_shown ? text + labelled_line("", "... more in --json")
                                             : text;
}

} // namespace

HeadsQuestion read_heads_question(JsonNode const& node) {
  std::vector<std::string> known = gset_keys();
  std::erase(known, "group");
  known.emplace_back("name");
  node.require_keys({{"group", "labels"}, known});
  FileGroup group = FileGroup::read(node["group"]);
  NamedSet labels = read_labels(node["labels"]);
  NamedGSet outputs = read_gset(node, group);
  return {std::move(group), std::move(labels), std::move(outputs)};
}

std::optional<std::vector<algebra::OrbitSweep>> sweeps_to_list(HeadsQuestion const& question,
                                                               algebra::FiniteHeads const& heads,
                                                               std::uint64_t most) {
  std::uint64_t points = 1;
  for (std::uint32_t i = 0; i < question.group.group().order() && points <= most; ++i) {
    points *= question.labels.size();
  }
  return heads.exist() && points <= most
             ? std::optional{algebra::orbit_sweeps(heads, question.labels.size())}
             : std::nullopt;
}

Json describe_heads(HeadsQuestion const& question,
                    algebra::FiniteHeads const& heads,
                    std::optional<std::vector<algebra::SweptOrbits>> const& swept,
                    std::size_t limit) {
  return {{"exists", heads.exist()},
          {"count", count_json(heads)},
          {"group", question.group.group().name()},
          {"labels", question.labels.size()},
          {"outputs", question.outputs.points.size()},
          {"choices", choices_json(question, heads, limit)},
          {"list", swept ? list_json(question, heads, *swept, limit) : Json{}},
          {"obstruction",
           heads.obstruction ? obstruction_json(question, *heads.obstruction, limit) : Json{}}};
}

std::string heads_text(Json const& d) {
  bool const exists = d["exists"] == true;
  std::string const from = fmt::format("from Z^{{xG}}, {} labels under {}, to Y, {} points",
                                       d["labels"].dump(),
                                       d["group"].get<std::string>(),
                                       d["outputs"].dump());
  std::string const text =
      exists ? fmt::format("yes: {} equivariant maps {}\n", plain_text(d["count"]), from)
             : fmt::format("no: there is no equivariant map {}\n", from);
  return text + (exists ? exists_text(d) : obstruction_text(d["obstruction"]));
}

} // namespace equivarify::codegen
