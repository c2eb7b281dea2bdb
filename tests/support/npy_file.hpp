/// \file
/// NumPy's files, written for tests.
#ifndef EQUIVARIFY_TESTS_SUPPORT_NPY_FILE_HPP
#define EQUIVARIFY_TESTS_SUPPORT_NPY_FILE_HPP

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace equivarify::testing {

/// Writes \p rows rows of \p values as a .npy file of little-endian floats.
inline void
write_npy(std::filesystem::path const& path, std::size_t rows, std::vector<float> const& values) {
  std::string const shape = std::to_string(rows) + ", " + std::to_string(values.size() / rows);
  std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }";
  header.append(117 - header.size(), ' ').append("\n");
  std::ofstream stream(path, std::ios::binary);
  stream << "\x93NUMPY" << '\x01' << '\0' << static_cast<char>(header.size()) << '\0' << header;
  stream.write(reinterpret_cast<char const*>(values.data()),
               static_cast<std::streamsize>(values.size() * sizeof(float)));
}

} // namespace equivarify::testing

#endif
