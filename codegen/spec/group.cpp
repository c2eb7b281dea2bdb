#include "equivarify/codegen/spec/group.hpp"

#include "equivarify/algebra/permutation_group.hpp"
#include "equivarify/codegen/groups/group_form.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

std::string const place = "/group";

/// The group if it has no more elements than that of a network may have; else nothing and a
/// problem.
std::optional<algebra::Group> of_network_size(AnyGroup group, Problems& problems) {
  auto* const listed = std::get_if<algebra::Group>(&group);
  if (listed != nullptr && listed->order() <= largest_order) {
    return std::move(*listed);
  }
  auto* const chain = std::get_if<algebra::PermutationGroup>(&group);
  if (chain != nullptr && chain->order() <= largest_order) {
    return chain->to_group();
  }
  problems.add({.pointer = place,
                .summary = "group too large",
                .found = fmt::format("a group of {} elements",
                                     listed != nullptr ? fmt::format("{}", listed->order())
                                                       : algebra::to_string(chain->order())),
                .expected = fmt::format("at most {}, and at most {} copies of each value",
                                        largest_order,
                                        largest_copies)});
  return std::nullopt;
}

} // namespace

std::optional<algebra::Group> resolve_group(GroupSpec const& spec, Problems& problems) {
  nlohmann::json const form = nlohmann::json::parse(spec.form);
  auto group = problems.attempt([&] { return read_group(JsonNode{form, place}); });
  return group ? of_network_size(*std::move(group), problems) : std::nullopt;
}

algebra::ArrayShape to_array_shape(Shape const& shape) {
  auto const number = [](std::size_t value) { return static_cast<std::uint32_t>(value); };
  return {number(shape.channels), number(shape.rows), number(shape.columns), number(shape.depth)};
}

std::optional<algebra::Element> resolve_element(std::string const& name,
                                                algebra::Group const& group,
                                                std::string const& pointer,
                                                Problems& problems) {
  try {
    return group.element_named(name);
  } catch (algebra::AlgebraError const&) {
    std::vector<std::string> names;
    for (algebra::Element const g : group.elements()) {
      names.push_back(group.name_of(g));
    }
    for (std::string const& generator : group.generator_names()) {
      if (std::find(names.begin(), names.end(), generator) == names.end()) {
        names.push_back(generator);
      }
    }
    problems.add({.pointer = pointer,
                  .summary = "unknown element",
                  .found = in_quotes(name),
                  .expected = one_of(names),
                  .nearest = suggestion(name, names)});
    return std::nullopt;
  }
}

} // namespace equivarify::codegen
