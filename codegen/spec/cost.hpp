/// \file
/// What a network over a large group takes, found from sizes alone before anything is made.
#ifndef EQUIVARIFY_CODEGEN_SPEC_COST_HPP
#define EQUIVARIFY_CODEGEN_SPEC_COST_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/spec/construction.hpp"
#include "equivarify/codegen/spec/network.hpp"
#include "equivarify/codegen/spec/spec.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// Of a large group in what has tables of all elements: some megabytes of text.
inline constexpr std::uint64_t most_listed_numbers = std::uint64_t{1} << 18U;

/// Whether the moves of the input, one number for each element and entry, and the answers, one for
/// each element and class, are few enough; a problem for each that are not, with what would fit.
[[nodiscard]] bool check_tables(Spec const& spec, algebra::Group const& group, Problems& problems);

/// Adds a problem if the blocks of \p spec have more layers together than a network may.
void check_layers(Spec const& spec, Problems& problems);

/// Whether the construction that \p spec names can be made: those that keep a copy, or a sheet, for
/// each element need a small group. If not, a problem that names the subgroup by which "already"
/// would save copies. That of a quotient or of "already" is known later, see check_copies().
[[nodiscard]] bool
check_one_for_each(Spec const& spec, algebra::Group const& group, Problems& problems);

/// Adds a problem if \p construction has more copies of each value than a network may.
void check_copies(Construction const& construction, Problems& problems);

/// Generators of \p group that would leave the fewest copies, at most largest_copies, to a network
/// that commutes with them: those of an abelian normal subgroup first, such as translations; empty
/// if none do. Cost: subsets of the generators, of at most 6, times |G|.
[[nodiscard]] std::vector<algebra::Element> saving_generators(algebra::Group const& group);

/// Multiply-adds, about, that the reference takes for one input of \p network: those of its layers,
/// the comparisons of poses, and what makes an answer for each element.
[[nodiscard]] std::uint64_t reference_work(Network const& network);

/// How many elements `verify` tries on random inputs: all of a group of up to largest_copies; of a
/// larger one as many as take a few seconds, no fewer than that.
[[nodiscard]] std::size_t elements_tried(Network const& network);

/// \throws InputError where \p what, such as `an ONNX file`, would list more numbers for the
/// elements of a large group than \p most: for each of them the entries that it moves and the terms
/// of its answers. \p otherwise ends the message, such as ` (--target cpp takes all)`.
void require_listable(Network const& network,
                      std::string const& what,
                      std::uint64_t most,
                      std::string const& otherwise);

/// The line of `check` that says what a group too large for one copy per element takes; empty for
/// a smaller one.
[[nodiscard]] std::string cost_line(Network const& network);

} // namespace equivarify::codegen

#endif
