/// \file
/// What the text of a construction means: a G-set with a map to the labels.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_CONSTRUCTION_SETS_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_CONSTRUCTION_SETS_HPP

#include "equivarify/algebra/equivarifications/schreier_graph.hpp"
#include "equivarify/codegen/explore/construction_text.hpp"
#include "equivarify/codegen/explore/gset_form.hpp"
#include "equivarify/codegen/explore/labels_form.hpp"

#include <map>
#include <string>

namespace equivarify::codegen {

/// What the names in a construction stand for.
struct ConstructionNames {
  FileGroup const& group;
  NamedSet const& labels;
  algebra::Labels const& label_set; ///< the labels without names
  std::map<std::string, algebra::Subgroup> subgroups{};
  std::map<std::string, NamedGSet> sets{};
};

/// The candidate that \p construction describes, whose text is \p node. G acts on itself and its
/// cosets by multiplication from the left, on maps by (g s)(x) = s(g^-1 x), on products by each
/// coordinate, on Z and on numbers of points not at all. Elements and cosets are numbered as the
/// group and Subgroup::transversal() order them, pairs (x, y) at x |Y| + y, maps s at the sum of
/// s(x) |Z|^x, and the parts of a union follow one another.
///
/// \throws InputError with the column of a word that means nothing, and for more than
/// 2^22 points, which are counted before any is made. Cost: linear in the images.
[[nodiscard]] algebra::Candidate make_candidate(JsonNode const& node,
                                                ConstructionTerm const& construction,
                                                ConstructionNames const& names);

} // namespace equivarify::codegen

#endif
