/// \file
/// From the names of the values that layers read to their numbers.
#ifndef EQUIVARIFY_CODEGEN_SPEC_READS_HPP
#define EQUIVARIFY_CODEGEN_SPEC_READS_HPP

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/spec/spec.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// What a layer calls the value that its block reads.
inline constexpr char const* block_input = "input";

/// For each layer of a block, the values that it reads: 0 is what the block reads, i + 1 the output
/// of layer i.
using BlockReads = std::vector<std::vector<std::size_t>>;

/// The values that the layers of each of blocks_with_parts() of \p spec read. Adds a problem for
/// each name that is no earlier layer of the block, for each layer that reads fewer or more values
/// than its type does or one value twice, and for each value that nothing reads though it is not
/// the block's last.
[[nodiscard]] std::vector<BlockReads> resolve_reads(Spec const& spec, Problems& problems);

} // namespace equivarify::codegen

#endif
