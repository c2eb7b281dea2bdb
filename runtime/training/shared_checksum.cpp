#include "equivarify/runtime/training/shared_checksum.hpp"

#include "equivarify/runtime/data/checksum.hpp"

#include <cstddef>
#include <cstring>
#include <string>

namespace equivarify::runtime {

namespace {

/// What one rank tells the others of its part of a data set.
std::string packed(Dataset const& data) {
  std::vector<BytesChecksum> parts = parts_of_checksum(data);
  parts.push_back({0, data.size()});
  return {reinterpret_cast<char const*>(parts.data()), parts.size() * sizeof(BytesChecksum)};
}

std::vector<BytesChecksum> unpacked(std::string const& text) {
  std::vector<BytesChecksum> parts(text.size() / sizeof(BytesChecksum));
  std::memcpy(parts.data(), text.data(), parts.size() * sizeof(BytesChecksum));
  return parts;
}

/// The checksum of \p data, of which each rank has told \p texts.
std::uint32_t joined(Dataset const& data, std::vector<std::string> const& texts) {
  std::vector<std::vector<BytesChecksum>> parts;
  bool are_of_one_size = true;
  for (std::string const& text : texts) {
    parts.push_back(unpacked(text));
    are_of_one_size = are_of_one_size && parts.back().back().bytes == data.size();
    parts.back().pop_back();
  }
  auto const differs = static_cast<std::uint32_t>(are_of_one_size ? 0 : data.size());
  return joined_checksum(data, parts) ^ differs;
}

} // namespace

std::vector<std::uint32_t> shared_checksums(Team& team, std::vector<Dataset const*> const& sets) {
  team.any(false); // a rank that failed until here says so
  std::vector<std::uint32_t> checksums;
  for (Dataset const* const data : sets) {
    checksums.push_back(joined(*data, team.all_texts(packed(*data))));
  }
  return checksums;
}

} // namespace equivarify::runtime
