/// \file
/// The mutants of each part, and what their definitions share.
#ifndef EQUIVARIFY_ALGEBRA_LEMMAS_MUTANT_PARTS_HPP
#define EQUIVARIFY_ALGEBRA_LEMMAS_MUTANT_PARTS_HPP

#include "equivarify/algebra/lemmas/construction.hpp"

#include <vector>

namespace equivarify::algebra::lemmas {

/// The last element: e only in the trivial group, and not central in most others.
[[nodiscard]] inline Element last_element(Group const& group) {
  return group.element(group.order() - 1);
}

[[nodiscard]] std::vector<Construction> lift_mutants();
[[nodiscard]] std::vector<Construction> action_mutants();
[[nodiscard]] std::vector<Construction> projection_mutants();
[[nodiscard]] std::vector<Construction> universal_mutants();
[[nodiscard]] std::vector<Construction> kernel_mutants();
[[nodiscard]] std::vector<Construction> quotient_mutants();
[[nodiscard]] std::vector<Construction> inclusion_mutants();
[[nodiscard]] std::vector<Construction> concatenation_mutants();
[[nodiscard]] std::vector<Construction> label_mutants();
[[nodiscard]] std::vector<Construction> sign_mutants();
[[nodiscard]] std::vector<Construction> activation_mutants();
[[nodiscard]] std::vector<Construction> bias_mutants();
[[nodiscard]] std::vector<Construction> mean_mutants();
[[nodiscard]] std::vector<Construction> finite_head_mutants();
[[nodiscard]] std::vector<Construction> single_answer_mutants();
[[nodiscard]] std::vector<Construction> best_answer_mutants();
[[nodiscard]] std::vector<Construction> marginal_mutants();
[[nodiscard]] std::vector<Construction> target_mutants();
[[nodiscard]] std::vector<Construction> correlation_mutants();
[[nodiscard]] std::vector<Construction> decision_mutants();
[[nodiscard]] std::vector<Construction> section_mutants();

} // namespace equivarify::algebra::lemmas

#endif
