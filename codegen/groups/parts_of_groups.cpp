#include "equivarify/codegen/groups/parts_of_groups.hpp"

#include "equivarify/algebra/presentation.hpp"
#include "equivarify/algebra/space_group.hpp"
#include "equivarify/codegen/groups/group_form.hpp"
#include "equivarify/codegen/groups/permutation_form.hpp"

#include <cstdint>

namespace equivarify::codegen {

Form semidirect_form() {
  return forms::record({forms::required("normal", group_form),
                        forms::required("quotient", group_form),
                        forms::required("action",
                                        forms::map(forms::map(forms::text({.most = 1024}))),
                                        "For each generator of the quotient, what it makes of each "
                                        "generator of the normal subgroup, as a word.")});
}

Form permutations_form() {
  return forms::record({forms::required("degree", forms::integer(1, 256)),
                        forms::required("generators", forms::named(permutation_form, {1, 16}))});
}

Form presentation_form() {
  constexpr std::uint32_t most_cosets = algebra::default_max_cosets;
  return forms::record({forms::required("generators", forms::list(forms::name, {1, 16})),
                        forms::required("relations",
                                        forms::list(forms::text({.most = 4096}), {.most = 256}),
                                        "Words, each of which is e, or equations of words."),
                        {.name = "max_cosets",
                         .form = forms::integer(1, most_cosets),
                         .help = "Where the enumeration gives up.",
                         .otherwise = most_cosets}});
}

Form matrices_form() {
  Form const matrix = forms::list(forms::list(forms::integer(0, 65535), {1, 16}), {1, 16});
  return forms::record({forms::required("modulus", forms::integer(2, 65535)),
                        forms::required("generators", forms::named(matrix, {1, 16}))});
}

Form space_group_form() {
  return forms::record({forms::required("name", forms::words(algebra::space_group_names())),
                        forms::required("side", forms::integer(1, 100))});
}

} // namespace equivarify::codegen
