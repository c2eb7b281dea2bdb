/// \file
/// Folders of cases: NAME.json beside NAME.expected, what the program says of it.
#ifndef EQUIVARIFY_TESTS_SUPPORT_CASE_FOLDER_HPP
#define EQUIVARIFY_TESTS_SUPPORT_CASE_FOLDER_HPP

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace equivarify::support {

/// The bytes of the file at \p path.
[[nodiscard]] inline std::string read_text(std::filesystem::path const& path) {
  std::ostringstream text;
  text << std::ifstream{path, std::ios::binary}.rdbuf();
  return text.str();
}

/// The names of all cases in \p folder, sorted.
[[nodiscard]] inline std::vector<std::string> case_names(std::filesystem::path const& folder) {
  std::vector<std::string> names;
  for (auto const& entry : std::filesystem::directory_iterator{folder}) {
    if (entry.path().extension() == ".json") {
      names.push_back(entry.path().stem());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// Expects \p found to be what \p expected holds, or writes it there where the environment has
/// EQUIVARIFY_UPDATE_EXPECTED.
inline void expect_text(std::filesystem::path const& expected, std::string const& found) {
  if (std::getenv("EQUIVARIFY_UPDATE_EXPECTED") != nullptr) {
    std::ofstream{expected, std::ios::binary} << found;
  }
  EXPECT_EQ(found, read_text(expected));
}

} // namespace equivarify::support

#endif
