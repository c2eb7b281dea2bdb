#include "equivarify/codegen/explore/class_report.hpp"

#include "equivarify/algebra/equivarifications/classification.hpp"
#include "equivarify/codegen/explore/exact_number.hpp"
#include "equivarify/codegen/explore/text_lines.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

using Json = nlohmann::json;

Json to_json(algebra::CosetMap const& orbit, CandidateFile const& file) {
  Json labels = Json::array();
  for (algebra::Label const label : orbit.labels) {
    labels.push_back(file.labels.names.to_json(label));
  }
  return {{"stabilizer", file.group.name(orbit.subgroup)},
          {"points", orbit.subgroup.index()},
          {"labels", labels}};
}

/// How many classes have as many points as \p file; null where they are too many to count.
Json count_classes(CandidateFile const& file) {
  algebra::Classification const all{file.group.group(), file.labels.labels};
  std::uint64_t const points = file.candidate.set.size();
  bool const is_bounded = points <= all.least_points() + algebra::Classification::max_added_points;
  return is_bounded ? exact_number(all.counts(points, points).front()) : Json{};
}

std::string orbit_line(Json const& orbit, std::string const& times) {
  return fmt::format("    {}{} points, stabilizer {}, labels {}\n",
                     times,
                     orbit["points"].dump(),
                     orbit["stabilizer"].get<std::string>(),
                     value_row(orbit["labels"]));
}

} // namespace

Json describe_class(CandidateFile const& file,
                    algebra::CandidateClass const& found,
                    std::size_t limit) {
  Json added = Json::array();
  for (std::size_t i = 0; i < std::min(limit, found.added.size()); ++i) {
    added.push_back(to_json(found.added[i].orbit, file));
    added.back()["times"] = found.added[i].times;
  }
  Json result{{"scope", "absolute"},
              {"group", file.group.group().name()},
              {"labels", file.labels.labels.size()},
              {"points", file.candidate.set.size()},
              {"is_equivarification", found.is_equivarification}};
  if (!file.construction.empty()) {
    result["construction"] = file.construction;
  }
  if (algebra::Subgroup const* const moving = file.labels.labels.subgroup()) {
    result["labels_moved_by"] = file.group.name(*moving);
  }
  if (found.is_equivarification) {
    result["added"] = {{"orbits", added}, {"complete", added.size() == found.added.size()}};
    result["classes"] = count_classes(file);
  } else {
    result["missing"] = found.missing.empty() ? Json{} : to_json(found.missing.front(), file);
  }
  return result;
}

std::string class_text(Json const& description) {
  std::string const product = description.contains("labels_moved_by") ? "Map_H(G, Z)" : "Z^{xG}";
  std::string text = fmt::format("absolute: {} points over {} labels{} under {}\n",
                                 description["points"].dump(),
                                 description["labels"].dump(),
                                 moved_by(description),
                                 description["group"].get<std::string>());
  if (!description["is_equivarification"].get<bool>()) {
    text += fmt::format("  no equivarification: {}; `explore decide` shows a map with no lift\n",
                        description["missing"].is_null() ? "it has fewer points than " + product
                                                         : "it lacks an orbit of " + product);
    return description["missing"].is_null() ? text : text + orbit_line(description["missing"], "");
  }
  Json const& added = description["added"];
  text += added["orbits"].empty() ? fmt::format("  {}, and nothing added\n", product)
                                  : fmt::format("  {}, and added to it\n", product);
  for (Json const& orbit : added["orbits"]) {
    text += orbit_line(orbit, orbit["times"].dump() + " x ");
  }
  text += added["complete"].get<bool>() ? "" : "    and more, which --limit leaves out\n";
  return description["classes"].is_null()
             ? text
             : text + fmt::format("  one of {} classes with as many points\n",
                                  plain_text(description["classes"]));
}

} // namespace equivarify::codegen
