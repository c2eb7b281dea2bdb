#include "equivarify/codegen/groups/action_form.hpp"

#include "equivarify/algebra/grid_action.hpp"
#include "equivarify/algebra/permutation.hpp"
#include "equivarify/codegen/groups/group_form.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {

namespace {

using algebra::AlgebraError;
using Json = nlohmann::json;

Json const& member(Json const& object, std::string const& key, std::string const& pointer) {
  if (!object.is_object() || !object.contains(key)) {
    throw AlgebraError(fmt::format("at '{}': expected an object with the key '{}'", pointer, key));
  }
  return object[key];
}

std::vector<std::uint32_t> read_numbers(Json const& value, std::string const& pointer) {
  std::vector<std::uint32_t> result;
  for (Json const& entry : value) {
    if (!entry.is_number_unsigned() || entry.get<std::uint64_t>() > 0xffffffffULL) {
      throw AlgebraError(
          fmt::format("at '{}': expected a number from 0, found {}", pointer, entry.dump()));
    }
    result.push_back(entry.get<std::uint32_t>());
  }
  return result;
}

std::vector<std::uint32_t>
read_images(Json const& value, std::uint32_t points, std::string const& pointer) {
  if (value.is_string()) {
    return algebra::Permutation::from_cycles(value.get<std::string>(), points).images();
  }
  if (!value.is_array()) {
    throw AlgebraError(fmt::format(
        "at '{}': expected a list of images or cycles, found {}", pointer, value.dump()));
  }
  return read_numbers(value, pointer);
}

algebra::GSet read_points(algebra::Group const& group, Json const& form) {
  std::vector<std::uint32_t> const points =
      read_numbers(Json::array({member(form, "points", "")}), "/points");
  if (std::uint64_t{points.front()} * group.order() > algebra::GSet::max_images) {
    throw algebra::LimitError(fmt::format("at '/points': {} points times {} elements; at most {}",
                                          points.front(),
                                          group.order(),
                                          algebra::GSet::max_images));
  }
  Json const& generators = member(form, "generators", "");
  std::vector<std::vector<std::uint32_t>> images;
  for (algebra::Generator const& generator : group.generators()) {
    std::string const pointer = fmt::format("/generators/{}", generator.name);
    images.push_back(
        read_images(member(generators, generator.name, "/generators"), points.front(), pointer));
  }
  return algebra::GSet::from_generators(group, points.front(), images);
}

algebra::EntryPermutation
read_motion(Json const& value, algebra::ArrayShape const& shape, std::string const& pointer) {
  if (value.is_string()) {
    return algebra::grid_action(value.get<std::string>(), shape);
  }
  if (value.is_object()) {
    algebra::EntryPermutation entries =
        read_numbers(member(value, "permutation", pointer), pointer + "/permutation");
    if (entries.size() != shape.size()) {
      throw AlgebraError(fmt::format("at '{}/permutation': expected {} entries, found {}",
                                     pointer,
                                     shape.size(),
                                     entries.size()));
    }
    return entries;
  }
  algebra::EntryPermutation result = algebra::grid_action("identity", shape);
  for (Json const& factor : value) {
    if (value.is_array()) {
      result = algebra::compose(result, read_motion(factor, shape, pointer));
    }
  }
  return result;
}

algebra::GSet read_array(algebra::Group const& group, Json const& form) {
  std::vector<std::uint32_t> const extents = read_numbers(member(form, "shape", ""), "/shape");
  if (extents.size() != 3) {
    throw AlgebraError("at '/shape': expected channels, rows and columns");
  }
  algebra::ArrayShape const shape{extents[0], extents[1], extents[2]};
  Json const& action = member(form, "action", "");
  std::vector<algebra::EntryPermutation> motions;
  for (algebra::Generator const& generator : group.generators()) {
    motions.push_back(read_motion(member(action, generator.name, "/action"),
                                  shape,
                                  fmt::format("/action/{}", generator.name)));
  }
  return algebra::places(group, motions, shape);
}

} // namespace

algebra::GSet read_action(Json const& form) {
  algebra::Group const group = read_listed_group(member(form, "group", ""));
  if (form.contains("points")) {
    return read_points(group, form);
  }
  return read_array(group, form.contains("input") ? form["input"] : form);
}

} // namespace equivarify::codegen
