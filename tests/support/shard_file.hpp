/// \file
/// Files of shards, read and forged.
#ifndef EQUIVARIFY_TESTS_SUPPORT_SHARD_FILE_HPP
#define EQUIVARIFY_TESTS_SUPPORT_SHARD_FILE_HPP

#include "equivarify/runtime/files/digest.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace equivarify::support {

/// The text of the shard's file \p path.
[[nodiscard]] inline std::string text_of_shard(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The result in it.
[[nodiscard]] inline std::string result_of_shard(std::filesystem::path const& path) {
  std::string const whole = text_of_shard(path);
  return whole.substr(whole.find('\n', whole.find("\nresult: ") + 1) + 1);
}

/// Writes \p result into it, with its right digest.
inline void forge_shard(std::filesystem::path const& path, std::string const& result) {
  std::string const whole = text_of_shard(path);
  std::size_t const head = whole.find("\nresult: ") + 9;
  bool const ends = whole.compare(head, 5, "last ") == 0;
  std::ofstream(path, std::ios::binary) << whole.substr(0, head) << (ends ? "last " : "")
                                        << runtime::sha256(std::string_view(result)) << '\n'
                                        << result;
}

} // namespace equivarify::support

#endif
