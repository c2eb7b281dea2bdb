/// \file
/// What the numbers that come out are asked for: which of them is the largest.
#ifndef EQUIVARIFY_CODEGEN_AGREE_CHOICES_HPP
#define EQUIVARIFY_CODEGEN_AGREE_CHOICES_HPP

#include "equivarify/algebra/probe/tolerance.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// Entries of all that comes out, the largest of which is the answer.
using Choice = std::vector<std::size_t>;

/// The choices of \p network: one of an element and a class; or one for each output with a softmax,
/// and one for each cell of a grid of classes. None where only numbers come out.
[[nodiscard]] std::vector<Choice> choices_of(Network const& network);

/// Whether the entry that is the largest in \p a is one in \p b too, up to \p tolerance, and the
/// other way round.
[[nodiscard]] bool is_same_choice(Choice const& choice,
                                  std::vector<float> const& a,
                                  std::vector<float> const& b,
                                  algebra::probe::Tolerance const& tolerance);

/// What entry number \p entry of all that comes out of \p network is called, such as
/// `class 3 at 90°` or `digit[7]`.
[[nodiscard]] std::string entry_name(Network const& network, std::size_t entry);

} // namespace equivarify::codegen

#endif
