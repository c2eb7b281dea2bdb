/// \file
/// All that moves make of one input, such as the states of a puzzle.
#ifndef EQUIVARIFY_RUNTIME_DOMAINS_REACHABLE_HPP
#define EQUIVARIFY_RUNTIME_DOMAINS_REACHABLE_HPP

#include "equivarify/runtime/data/numbers.hpp"

#include <cstddef>
#include <filesystem>

namespace equivarify::runtime {

/// The inputs of \p size entries that are reached from one, as the file \p path says:
///
/// `{"start": [V, ...], "moves": {"NAME": [I, ...], ...}}` with a number V, and in each move a
/// place I, for each entry: a move makes y of x with y[i] = x[I_i]. They come in the order of
/// breadth first search, with the moves sorted by name.
///
/// Memory: 4 bytes for each entry of each input, 1 where all V are whole and below 128 in size.
///
/// \throws DataError naming the place when the file says no such thing, or when more than 1 GiB of
/// inputs are reached.
[[nodiscard]] NumberArray read_reachable(std::filesystem::path const& path, std::size_t size);

} // namespace equivarify::runtime

#endif
