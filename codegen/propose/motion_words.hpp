/// \file
/// Signed permutations as people read them, and as specs have them.
#ifndef EQUIVARIFY_CODEGEN_PROPOSE_MOTION_WORDS_HPP
#define EQUIVARIFY_CODEGEN_PROPOSE_MOTION_WORDS_HPP

#include "equivarify/algebra/array_motion.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace equivarify::codegen {

/// Where entries go, as cycles: `(0 -0)(1 2)(3 -4)` changes the sign of entry 0, exchanges 1 and 2,
/// and 3 and 4 with a change of sign; `e` for none. Of many cycles only the first.
[[nodiscard]] std::string cycles_in_words(algebra::SignedPermutation const& motion);

/// \p motion of arrays of \p shape in the words of motion_form(): by a name, or by `permutation`
/// and `signs`.
[[nodiscard]] std::string motion_in_words(algebra::SignedPermutation const& motion,
                                          algebra::ArrayShape const& shape);

/// The same as a motion of a spec.
[[nodiscard]] nlohmann::ordered_json motion_as_form(algebra::SignedPermutation const& motion,
                                                    algebra::ArrayShape const& shape);

} // namespace equivarify::codegen

#endif
