/// \file
/// A group as a JSON file gives it, with the names by which the file refers to its elements.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_FILE_GROUP_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_FILE_GROUP_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/algebra/subgroup.hpp"
#include "equivarify/codegen/json/node.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// A group whose elements are named as the file does: for a multiplication table by their rows,
/// else by words in the generators.
class FileGroup {
public:
  /// The group that \p node gives in one of the forms of `equivarify group`, or as a text in its
  /// expressions. \throws InputError
  [[nodiscard]] static FileGroup read(JsonNode const& node);

  [[nodiscard]] algebra::Group const& group() const noexcept { return group_; }

  /// The form in which it was given.
  [[nodiscard]] nlohmann::json const& form() const noexcept { return form_; }

  /// The element that the file calls \p name, at \p pointer. \throws InputError with the nearest
  /// name.
  [[nodiscard]] algebra::Element element(std::string const& name, std::string const& pointer) const;

  /// The element that \p node gives as a text or, for a table, as a number.
  [[nodiscard]] algebra::Element element(JsonNode const& node) const;

  /// The elements that the list \p node gives.
  [[nodiscard]] std::vector<algebra::Element> elements(JsonNode const& node) const;

  /// What the file calls \p g.
  [[nodiscard]] std::string name(algebra::Element g) const;

  /// What the file calls \p elements.
  [[nodiscard]] std::vector<std::string> names(std::vector<algebra::Element> const& elements) const;

  /// Generators of \p subgroup in angle brackets, `1` for the trivial one.
  [[nodiscard]] std::string name(algebra::Subgroup const& subgroup) const;

private:
  FileGroup(algebra::Group group, nlohmann::json form, std::optional<std::uint32_t> identity_row)
      : group_{std::move(group)}, form_(std::move(form)), identity_row_{identity_row} {}

  /// Group::from_table() puts the identity first by exchanging it with row 0; so does this, both
  /// ways.
  [[nodiscard]] std::uint32_t exchange(std::uint32_t row) const;

  algebra::Group group_;
  nlohmann::json form_;
  std::optional<std::uint32_t> identity_row_; ///< of a table
};

} // namespace equivarify::codegen

#endif
