/// \file
/// The checksums of data sets that lie with several ranks.
#ifndef EQUIVARIFY_RUNTIME_TRAINING_SHARED_CHECKSUM_HPP
#define EQUIVARIFY_RUNTIME_TRAINING_SHARED_CHECKSUM_HPP

#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/ranks/team.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::runtime {

/// The checksum of each data set of \p sets, of which each rank of \p team holds its part: that of
/// Dataset::checksum() where one rank holds all. All ranks call it at once, with as many sets;
/// where one has another number of pictures than this rank, or other types of numbers, they get
/// different checksums.
///
/// \throws OtherRankFailed when one of them cannot read its part.
[[nodiscard]] std::vector<std::uint32_t> shared_checksums(Team& team,
                                                          std::vector<Dataset const*> const& sets);

} // namespace equivarify::runtime

#endif
