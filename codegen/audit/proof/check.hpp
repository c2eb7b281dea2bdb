/// \file
/// The checks of a replay by name, so that a test can show that each is needed.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_PROOF_CHECK_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_PROOF_CHECK_HPP

#include "equivarify/codegen/audit/proof/refusal.hpp"

#include <optional>
#include <string>

namespace equivarify::audit {

/// What a replay refuses for.
enum class Check {
  axioms,              ///< other axioms than those of the table
  theorem_count,       ///< theorems are missing or too many
  theorem_id,          ///< another theorem, or the same in another order
  theorem_members,     ///< members of a theorem
  claim_count,         ///< claims are missing or too many
  claim_text,          ///< a claim says something else
  index_declared,      ///< functions are compared at what is no variable
  index_sort,          ///< at a variable of another sort than their places
  index_not_in_sides,  ///< at a variable that stands in them
  index_not_supposed,  ///< at a variable of which a hypothesis speaks
  defined_in_claim,    ///< a claim speaks of what is not defined yet
  defined_in_step,     ///< a proof uses what is not defined yet
  cited_proved,        ///< a citation of what is not proved yet
  cited_hypotheses,    ///< a citation without the hypotheses of what is cited
  cited_names,         ///< a citation for another map than the one it is about
  proof_members,       ///< members of a proof
  steps_are_list,      ///< steps that are no list
  step_members,        ///< members of a step
  step_begins,         ///< a step that does not begin where the one before it ends
  step_direction,      ///< neither forward nor backward
  step_law,            ///< no equation leads from one part to the other
  step_name,           ///< another equation does
  step_changes_a_part, ///< more than the part is changed
  sides_meet,          ///< the two sides end in different terms
  common               ///< the common term is another
};

/// The last of them.
inline constexpr Check last_check = Check::common;

/// Demands what the checks ask for, with one of them left out where a test wants that.
class Judge {
public:
  explicit Judge(std::optional<Check> left_out) : left_out_{left_out} {}

  /// Refuses with \p reason unless \p condition holds.
  void demand(Check check, bool condition, std::string const& reason) const {
    audit::demand(condition || check == left_out_, reason);
  }

private:
  std::optional<Check> left_out_;
};

} // namespace equivarify::audit

#endif
