/// \file
/// What comes out of a network as one array, and how the group moves it.
#ifndef EQUIVARIFY_CODEGEN_REFERENCE_ANSWER_HPP
#define EQUIVARIFY_CODEGEN_REFERENCE_ANSWER_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::codegen {

/// The numbers that come out of \p network: those of all its outputs, or |G| times its classes.
[[nodiscard]] std::size_t answer_size(Network const& network);

/// g y for an answer \p y of \p network, the outputs one after another or the copies: \p Real is
/// float or double.
template <typename Real>
[[nodiscard]] std::vector<Real>
act_on_answer(Network const& network, algebra::Element g, std::vector<Real> const& y);

/// How the group moves an array: number g * size + i is the place that entry i of g y comes from.
struct Moves {
  std::vector<std::uint32_t> sources{};
  std::vector<std::uint32_t>
      negated{}; ///< 1 where it comes with the other sign; empty where none does
};

/// How the group of \p network moves what comes out.
[[nodiscard]] Moves answer_moves(Network const& network);

/// How the group of \p network moves its input.
[[nodiscard]] Moves input_moves(Network const& network);

} // namespace equivarify::codegen

#endif
