#include "equivarify/codegen/explore/file_group.hpp"

#include "equivarify/codegen/explore/no_candidate.hpp"
#include "equivarify/codegen/groups/group_expression.hpp"
#include "equivarify/codegen/groups/group_form.hpp"
#include "equivarify/codegen/json/problems.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

using algebra::Element;

/// The row of the identity of \p form if it is a table of a group.
std::optional<std::uint32_t> identity_row(nlohmann::json const& form) {
  if (!form.is_object() || !form.contains("table")) {
    return std::nullopt;
  }
  auto const rows = form["table"].get<std::vector<std::vector<std::uint32_t>>>();
  std::uint32_t row = 0;
  while (rows[row][row] != row) { // the identity alone is its own square
    ++row;
  }
  return row;
}

std::optional<std::uint32_t> to_row(std::string const& name) {
  bool const digits = !name.empty() && name.size() <= 9 &&
                      name.find_first_not_of("0123456789") == std::string::npos;
  return digits ? std::optional{static_cast<std::uint32_t>(std::stoul(name))} : std::nullopt;
}

} // namespace

FileGroup FileGroup::read(JsonNode const& node) {
  nlohmann::json form = group_form_at(node);
  algebra::Group group = read_listed_group({form, node.pointer});
  auto const row = identity_row(form);
  return FileGroup{std::move(group), std::move(form), row};
}

std::uint32_t FileGroup::exchange(std::uint32_t row) const {
  std::uint32_t const e = identity_row_.value_or(0);
  return row == e ? 0 : (row == 0 ? e : row);
}

Element FileGroup::element(std::string const& name, std::string const& pointer) const {
  if (identity_row_) {
    auto const row = to_row(name);
    if (!row || *row >= group_.order()) {
      throw InputError{
          {.pointer = pointer,
           .summary = "unknown element",
           .found = in_quotes(name),
           .expected = fmt::format("a row of the table, 0 to {}", group_.order() - 1)}};
    }
    return group_.element(exchange(*row));
  }
  try {
    return group_.element_named(name);
  } catch (algebra::AlgebraError const& error) {
    throw InputError{
        {.pointer = pointer,
         .summary = error.what(),
         .found = in_quotes(name),
         .expected = fmt::format("a word in {}, or \"e\"", in_a_row(group_.generator_names())),
         .nearest = suggestion(name, names(group_.elements()))}};
  }
}

Element FileGroup::element(JsonNode const& node) const {
  bool const is_row = identity_row_ && node.value.is_number_unsigned();
  return element(is_row ? node.value.dump() : node.text(), node.pointer);
}

std::vector<Element> FileGroup::elements(JsonNode const& node) const {
  std::vector<Element> result;
  for (JsonNode const& entry : node.list()) {
    result.push_back(element(entry));
  }
  return result;
}

std::string FileGroup::name(Element g) const {
  return identity_row_ ? std::to_string(exchange(g.index())) : group_.name_of(g);
}

std::vector<std::string> FileGroup::names(std::vector<Element> const& elements) const {
  std::vector<std::string> result;
  std::transform(elements.begin(), elements.end(), std::back_inserter(result), [this](Element g) {
    return name(g);
  });
  return result;
}

std::string FileGroup::name(algebra::Subgroup const& subgroup) const {
  std::string result;
  for (Element const g : subgroup.generators()) {
    result += fmt::format("{}{}", result.empty() ? "<" : ", ", name(g));
  }
  return result.empty() ? "1" : result + ">";
}

} // namespace equivarify::codegen
