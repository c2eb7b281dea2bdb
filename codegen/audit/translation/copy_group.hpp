/// \file
/// The copies of a generated network, and the group that they are.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_COPY_GROUP_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_COPY_GROUP_HPP

#include "equivarify/codegen/audit/spec/described.hpp"
#include "equivarify/codegen/audit/spec/node.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::audit {

/// How many copies of each value there are, and how they are multiplied.
struct CopyGroup {
  std::size_t count = 0;
  std::vector<Images> table{}; ///< empty where they are no group
  std::string table_name{};    ///< of the struct that holds it: Group, or CopyGroup for a quotient
  std::vector<Images> group{}; ///< the table of the whole group
  Images numbers{};            ///< the number in it of each element that the spec describes
  std::vector<Images> steps{}; ///< of a larger group in place of the table: each times a generator
};

/// Those of \p spec, which is what \p described describes, in the order of the header, whose group
/// is at \p numbered: its table, or of a larger group what multiplying by generators makes of each
/// element, and which elements the generators are. \throws Refusal unless that
/// is the group of the spec with its elements in another order.
[[nodiscard]] CopyGroup
copy_group(Described const& described, nlohmann::json const& spec, Node const& numbered);

/// \p table, a group's, as a header has it, blanks between words alone.
[[nodiscard]] std::string table_text(std::vector<Images> const& table);

/// \p steps, likewise.
[[nodiscard]] std::string steps_text(std::vector<Images> const& steps);

/// A member \p name that lists \p numbers, likewise.
[[nodiscard]] std::string numbers_text(std::string const& name, Images const& numbers);

/// The inverses in \p table, likewise.
[[nodiscard]] std::string inverse_text(std::vector<Images> const& table);

} // namespace equivarify::audit

#endif
