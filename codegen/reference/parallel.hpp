/// \file
/// Work that falls apart into independent pieces.
#ifndef EQUIVARIFY_CODEGEN_REFERENCE_PARALLEL_HPP
#define EQUIVARIFY_CODEGEN_REFERENCE_PARALLEL_HPP

#include <cstddef>
#include <functional>

namespace equivarify::codegen {

/// Calls \p piece with 0, ..., \p count - 1, on as many threads as the machine has cores. The
/// pieces must not touch each other's data; what one throws is thrown here once all have ended.
void for_each_index(std::size_t count, std::function<void(std::size_t)> const& piece);

} // namespace equivarify::codegen

#endif
