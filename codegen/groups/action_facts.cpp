#include "equivarify/codegen/groups/action_facts.hpp"

#include "equivarify/algebra/action_structure.hpp"
#include "equivarify/algebra/orbit.hpp"
#include "equivarify/algebra/table_of_marks.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {

namespace {

using Json = nlohmann::json;

constexpr std::uint32_t largest_with_marks = 1'000;

Json describe_orbits(algebra::GSet const& set) {
  Json result = Json::array();
  for (algebra::Orbit const& orbit : algebra::orbits(set)) {
    result.push_back({{"point", orbit.front().index()},
                      {"length", orbit.size()},
                      {"stabilizer_order", set.group().order() / orbit.size()}});
  }
  return result;
}

Json describe_marks(algebra::GSet const& set) {
  if (set.group().order() > largest_with_marks) {
    return nullptr;
  }
  try {
    algebra::TableOfMarks const table{set.group()};
    Json subgroups = Json::array();
    for (algebra::SubgroupClass const& subgroup_class : table.classes()) {
      subgroups.push_back(subgroup_class.representative.to_string());
    }
    return {{"subgroups", subgroups}, {"marks", table.marks()}, {"type", table.type_of(set)}};
  } catch (algebra::LimitError const&) {
    return nullptr;
  }
}

std::string to_line(std::string const& key, Json const& value) {
  return fmt::format(
      "  {:<14}{}\n", key, value.is_string() ? value.get<std::string>() : value.dump());
}

std::string to_block(std::string const& key, Json const& rows) {
  constexpr std::size_t most = 40;
  std::string text = fmt::format("  {}\n", key);
  for (std::size_t i = 0; i < rows.size() && i < most; ++i) {
    text += fmt::format("    {}\n", rows[i].dump());
  }
  return rows.size() > most ? text + fmt::format("    ... {} more\n", rows.size() - most) : text;
}

} // namespace

Json describe_action(algebra::GSet const& set) {
  algebra::Subgroup const kernel = algebra::kernel(set);
  bool const transitive = algebra::is_transitive(set);
  return {{"group", set.group().name()},
          {"points", set.size()},
          {"orbits", describe_orbits(set)},
          {"kernel", kernel.to_string()},
          {"kernel_order", kernel.order()},
          {"faithful", kernel.order() == 1},
          {"free", algebra::is_free(set)},
          {"transitive", transitive},
          {"primitive", algebra::is_primitive(set)},
          {"rank", algebra::rank(set)},
          {"table_of_marks", describe_marks(set)}};
}

Json describe_maps_into(algebra::Group const& group, std::uint32_t labels) {
  std::vector<algebra::StabilizerCount> const counts = algebra::count_g_product(group, labels);
  Json classes = Json::array();
  for (algebra::StabilizerCount const& count : counts) {
    classes.push_back({{"stabilizer", count.subgroup_class.representative.to_string()},
                       {"stabilizer_order", count.subgroup_class.representative.order()},
                       {"conjugates", count.subgroup_class.members.size()},
                       {"points", algebra::to_string(count.points)},
                       {"orbits", algebra::to_string(count.orbits)}});
  }
  algebra::BigInteger const points =
      boost::multiprecision::pow(algebra::BigInteger{labels}, group.order());
  return {{"group", group.name()},
          {"labels", labels},
          {"points", algebra::to_string(points)},
          {"orbits", algebra::to_string(algebra::total_orbits(counts))},
          {"orbits_by_stabilizer", classes}};
}

std::string to_text(Json const& description) {
  std::string text;
  for (auto const& [key, value] : description.items()) {
    if (value.is_array()) {
      text += to_block(key, value);
    } else if (value.is_object()) {
      text += to_block("type and table of marks",
                       Json::array({value["subgroups"], value["type"], value["marks"]}));
    } else {
      text += to_line(key, value);
    }
  }
  return text;
}

} // namespace equivarify::codegen
