/// \file
/// Whether a mean keeps bits when its terms change places, or are all negated.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_MEAN_JUDGE_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_MEAN_JUDGE_HPP

#include "equivarify/codegen/audit/spec/node.hpp"

#include <cstddef>

namespace equivarify::audit {

/// Refuses unless the steps at \p node are the mean of \p terms numbers, of which they get keys,
/// and two things follow of their bits, but for the sign of a zero.
///
/// It is the same for every order of the numbers: the steps sort the keys by themselves, whatever
/// they are (TermOrder), and read them only then.
///
/// Of minus the numbers it is minus the mean. In the order of size, which is that of the keys where
/// numbers differ in size, the positive parts p0, p1, ... are added one after another, and so are
/// the negative ones. A part that is 0 changes no such sum, so that each is the sum of those of its
/// numbers that are not 0, in the order of size, and keys of one size, whose order the negation
/// changes, have equal ones. So P, the sum of the positive parts, and N become each other, and what
/// is made of them in the end is compared as terms of FloatTerms: (P - N) / terms.
void judge_mean(Node const& node, std::size_t terms);

} // namespace equivarify::audit

#endif
