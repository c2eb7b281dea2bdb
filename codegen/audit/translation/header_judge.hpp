/// \file
/// A generated header, compared with what a certificate says of it.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_HEADER_JUDGE_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_HEADER_JUDGE_HPP

#include "equivarify/codegen/audit/translation/action_due.hpp"
#include "equivarify/codegen/audit/translation/header_tables.hpp"
#include "equivarify/codegen/audit/translation/integer_list.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::audit {

/// What a header must be.
struct HeaderDue {
  std::string spec;   ///< its name
  std::string sha256; ///< of its canonical form
  bool trains = false;
  bool rounds = false;                               ///< whether weights become bf16 numbers
  bool has_integers = false;                         ///< whether its schemes for them were judged
  std::map<std::string, std::string> declarations{}; ///< by name, word for word
  std::string group_begin{};                         ///< the struct Group up to its names
  std::string group_end{};                           ///< and after them
  std::optional<TransformTables> tables{};
  ActionDue action{};                  ///< on the input
  std::vector<OutputDue> outputs{};    ///< parts of what comes out
  std::vector<double> class_weights{}; ///< of the loss of labels; none: all classes count alike
  IntegersDue integers{};              ///< where it is for training
  /// Of a group by steps the elements of the subgroup whose cosets the copies are; 0 of another.
  std::size_t subgroup_order = 0;
  /// Whether these elements, as the header numbers them, generate that subgroup.
  std::function<bool(std::vector<std::uint32_t> const&)> generates{};
};

/// Refuses unless \p header declares all of \p due once, with its actions, besides that only data
/// under the names that generated headers have, and its `Model` runs the list of layers `Layers`.
/// Whether the runtime stands in the same file, where nothing judges it. \throws Refusal
[[nodiscard]] bool judge_header(HeaderDue const& due, std::string const& header);

} // namespace equivarify::audit

#endif
