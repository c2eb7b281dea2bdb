#include "equivarify/codegen/groups/action_facts.hpp"

#include "equivarify/algebra/action_structure.hpp"
#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/orbit.hpp"
#include "equivarify/algebra/table_of_marks.hpp"

#include <fmt/format.h>

#include <map>

namespace equivarify::codegen {

namespace {

using Json = nlohmann::json;

Json list_orbits(algebra::GSet const& set, std::vector<algebra::Orbit> const& orbits) {
  if (orbits.size() > max_listed_orbits) {
    return nullptr;
  }
  Json result = Json::array();
  for (algebra::Orbit const& orbit : orbits) {
    result.push_back({{"point", orbit.front().index()},
                      {"length", orbit.size()},
                      {"stabilizer_order", set.group().order() / orbit.size()}});
  }
  return result;
}

Json count_lengths(algebra::GSet const& set, std::vector<algebra::Orbit> const& orbits) {
  std::map<std::size_t, std::size_t> count;
  for (algebra::Orbit const& orbit : orbits) {
    ++count[orbit.size()];
  }
  Json result = Json::array();
  for (auto const& [length, orbits_of_it] : count) {
    result.push_back({{"length", length},
                      {"orbits", orbits_of_it},
                      {"stabilizer_order", set.group().order() / length}});
  }
  return result;
}

Json describe_marks(algebra::GSet const& set) {
  if (set.group().order() > max_order_with_marks) {
    return nullptr;
  }
  try {
    algebra::TableOfMarks const table{set.group()};
    if (table.classes().size() > max_described_marks) {
      return nullptr;
    }
    Json subgroups = Json::array();
    for (algebra::SubgroupClass const& subgroup_class : table.classes()) {
      subgroups.push_back(subgroup_class.representative.to_string());
    }
    return {{"subgroups", subgroups}, {"marks", table.marks()}, {"type", table.type_of(set)}};
  } catch (algebra::LimitError const&) {
    return nullptr;
  }
}

Json describe_class(algebra::StabilizerCount const& count) {
  return {{"stabilizer", count.subgroup_class.representative.to_string()},
          {"stabilizer_order", count.subgroup_class.representative.order()},
          {"conjugates", count.subgroup_class.members.size()},
          {"points", algebra::to_string(count.points)},
          {"orbits", algebra::to_string(count.orbits)}};
}

} // namespace

Json describe_action(NamedAction const& action) {
  algebra::GSet const& set = action.set;
  std::vector<algebra::Orbit> const orbits = algebra::orbits(set);
  algebra::Subgroup const kernel = algebra::kernel(set);
  return {{"group", set.group().name()},
          {"group_order", fmt::format("{}", set.group().order())},
          {"points", set.size()},
          {"points_are", action.points},
          {"orbit_count", orbits.size()},
          {"orbit_lengths", count_lengths(set, orbits)},
          {"orbits", list_orbits(set, orbits)},
          {"kernel", kernel.to_string()},
          {"kernel_order", kernel.order()},
          {"faithful", kernel.order() == 1},
          {"free", algebra::is_free(set)},
          {"transitive", orbits.size() == 1},
          {"primitive", algebra::is_primitive(set)},
          {"rank", algebra::rank(set)},
          {"table_of_marks", describe_marks(set)}};
}

Json describe_maps_into(algebra::Group const& group, std::uint32_t labels) {
  if (group.order() > max_order_with_marks) {
    throw algebra::LimitError(fmt::format("{} has {} elements; its subgroups are listed up to {}",
                                          group.name(),
                                          group.order(),
                                          max_order_with_marks));
  }
  std::vector<algebra::StabilizerCount> const counts = algebra::count_g_product(group, labels);
  Json classes = Json::array();
  for (algebra::StabilizerCount const& count : counts) {
    classes.push_back(describe_class(count));
  }
  algebra::BigInteger const points =
      boost::multiprecision::pow(algebra::BigInteger{labels}, group.order());
  return {{"group", group.name()},
          {"group_order", fmt::format("{}", group.order())},
          {"labels", labels},
          {"points", algebra::to_string(points)},
          {"orbits", algebra::to_string(algebra::total_orbits(counts))},
          {"orbits_by_stabilizer", classes}};
}

} // namespace equivarify::codegen
