/// \file
/// Whether heads give moved outputs for moved copies, to the bit.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_HEAD_JUDGE_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_HEAD_JUDGE_HPP

#include "equivarify/codegen/audit/spec/node.hpp"
#include "equivarify/codegen/audit/translation/action_due.hpp"

#include <vector>

namespace equivarify::audit {

/// Refuses unless R(g s) = g R(s) to the bit, but for the sign of a zero, for each of \p outputs,
/// R(s)(t) being the mean over k in H of k s(t k), as \p means has it for each number of terms.
///
/// Each entry of R(g s)(t) is a mean of as many numbers as one entry of R(s)(u), g^-1 t being in u
/// H. Term by term they are the same entries of the same copies, all with the same sign or all with
/// the other one: that is compared for each of \p generators, elements of the group with the
/// multiplication \p table. So they are one number, or minus one another, by judge_mean.
void judge_heads(Node const& means,
                 std::vector<OutputDue> const& outputs,
                 std::vector<Images> const& table,
                 Images const& generators);

} // namespace equivarify::audit

#endif
