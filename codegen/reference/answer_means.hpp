/// \file
/// What comes out of a network as means of numbers of its copies: tables for generated code.
#ifndef EQUIVARIFY_CODEGEN_REFERENCE_ANSWER_MEANS_HPP
#define EQUIVARIFY_CODEGEN_REFERENCE_ANSWER_MEANS_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::codegen {

/// Numbers that are means of others, the copies one after another: `sources[i * terms + k]` is the
/// place of term k of number i.
struct Means {
  std::size_t terms = 1;
  std::vector<std::uint32_t> sources{};
  std::vector<std::uint32_t> negated{}; ///< 1 where a term is negated; empty where none is
};

/// The terms of R(s)(t)[i] = mean over k of (k s(t k))[i], for the head of \p output and copies s
/// of \p size numbers each.
[[nodiscard]] Means means_of(Output const& output, std::size_t size);

/// The terms of y(g)[c] = (the first sheet of h^-1 mean_k k F((t k)^-1 x))[c], g = t h. Where the
/// construction looks for poses, term k counts if k is one of them (least_poses()).
[[nodiscard]] Means means_of(Construction const& construction);

/// Whether the input of \p network decides by which elements it is moved.
[[nodiscard]] bool looks_for_poses(Network const& network);

/// The elements by which the input of \p network may be moved, in the order of its copies; where it
/// looks for poses, all candidates of the first copy, then those of the next.
[[nodiscard]] std::vector<std::uint32_t> moving_elements(Network const& network);

} // namespace equivarify::codegen

#endif
