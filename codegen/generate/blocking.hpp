/// \file
/// How much of a network's work is done at once: blocks that fit a processor's caches.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_BLOCKING_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_BLOCKING_HPP

#include "equivarify/codegen/generate/plan.hpp"

namespace equivarify::codegen {

/// The caches that blocks are made for, in bytes. Not those of the machine that generates: the same
/// spec gives the same source everywhere.
struct CacheSizes {
  std::size_t own = std::size_t{1} << 20U;     ///< of one core, the second level
  std::size_t shared = std::size_t{32} << 20U; ///< of all cores, the last level
};

/// Sets the numbers of tiles and images that \p plan works on at once.
void choose_blocking(Plan& plan, CacheSizes const& caches = {});

} // namespace equivarify::codegen

#endif
