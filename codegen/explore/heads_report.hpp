/// \file
/// What `equivarify explore heads` reads and says.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_HEADS_REPORT_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_HEADS_REPORT_HPP

#include "equivarify/algebra/equivarifications/finite_heads.hpp"
#include "equivarify/codegen/explore/gset_form.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// What is asked: the equivariant maps from the G-product of the labels to a finite G-set.
struct HeadsQuestion {
  FileGroup group;
  NamedSet labels;
  NamedGSet outputs; ///< Y
};

/// The question that the object \p node gives: `{"group": ..., "labels": 2, "set": 6, "action":
/// {...}}`, in the keys of a candidate for `decide` and in all forms of a G-set. \throws
/// NoCandidate if the action is none; InputError for what cannot be read.
[[nodiscard]] HeadsQuestion read_heads_question(JsonNode const& node);

/// The most points of Z^{xG} whose orbits are listed, with the maps on them, unless more are asked
/// for.
inline constexpr std::uint64_t max_listed_points_of_heads = 1U << 16;

/// The sweeps that find the orbits of Z^{xG}; nothing where there are no maps to be listed on them,
/// or more than \p most points.
[[nodiscard]] std::optional<std::vector<algebra::OrbitSweep>> sweeps_to_list(
    HeadsQuestion const& question, algebra::FiniteHeads const& heads, std::uint64_t most);

/// Whether there are such maps, how many, the first \p limit of them where \p swept has the orbits
/// of Z^{xG}, or what stands in the way.
[[nodiscard]] nlohmann::json
describe_heads(HeadsQuestion const& question,
               algebra::FiniteHeads const& heads,
               std::optional<std::vector<algebra::SweptOrbits>> const& swept,
               std::size_t limit);

/// That description as lines for people.
[[nodiscard]] std::string heads_text(nlohmann::json const& description);

} // namespace equivarify::codegen

#endif
