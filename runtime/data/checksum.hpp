/// \file
/// The checksum of a data set that several ranks hold parts of.
#ifndef EQUIVARIFY_RUNTIME_DATA_CHECKSUM_HPP
#define EQUIVARIFY_RUNTIME_DATA_CHECKSUM_HPP

#include "equivarify/runtime/data/dataset.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::runtime {

/// The CRC-32 of some bytes, and their number: enough to append other bytes to them.
struct BytesChecksum {
  std::uint32_t sum = 0;
  std::uint64_t bytes = 0;
};

/// Of the rows that \p data holds: the checksums of the inputs, of classes and poses, each as bytes
/// and as words of 32 bits, and of each of the targets.
[[nodiscard]] std::vector<BytesChecksum> parts_of_checksum(Dataset const& data);

/// The checksum of the data set whose rows the ranks hold, one after another, and the first to last
/// of them have \p parts. Each holds some with the types and the number of targets of \p data; a
/// list of another length is left out. The same for any number of ranks [zlib, crc32_combine].
[[nodiscard]] std::uint32_t joined_checksum(Dataset const& data,
                                            std::vector<std::vector<BytesChecksum>> const& parts);

} // namespace equivarify::runtime

#endif
