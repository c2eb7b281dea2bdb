/// \file
/// Data files made byte by byte, as strings.
#ifndef EQUIVARIFY_TESTS_RUNTIME_DATA_WRITTEN_HPP
#define EQUIVARIFY_TESTS_RUNTIME_DATA_WRITTEN_HPP

#include "equivarify/runtime/data/numbers.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <zlib.h>

namespace written {

namespace runtime = equivarify::runtime;

/// \p number in \p size bytes, the least significant first.
inline std::string little(std::uint64_t number, int size) {
  std::string bytes;
  for (int i = 0; i < size; ++i) {
    bytes += static_cast<char>((number >> (8 * i)) & 0xffU);
  }
  return bytes;
}

inline void save(std::filesystem::path const& path, std::string const& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

/// The bytes of \p values as this machine has them.
template <typename T>
std::string raw(std::vector<T> const& values) {
  std::string bytes(values.size() * sizeof(T), '\0');
  if (!values.empty()) {
    std::memcpy(bytes.data(), values.data(), bytes.size());
  }
  return bytes;
}

/// An .npy file of version \p version with the text \p header.
inline std::string npy_with(std::string const& header, std::string const& values, int version = 1) {
  std::string bytes = "\x93NUMPY";
  bytes += little(static_cast<std::uint64_t>(version), 1) + little(0, 1);
  bytes += little(header.size(), version == 1 ? 2 : 4);
  return bytes + header + values;
}

/// `(3, )` or `(3, 4)`.
inline std::string shape(std::vector<std::size_t> const& extents) {
  std::string text = "(";
  for (std::size_t const extent : extents) {
    text += std::to_string(extent) + ", ";
  }
  if (extents.size() > 1) {
    text.resize(text.size() - 2);
  }
  return text + ")";
}

/// An .npy file as NumPy writes it.
inline std::string npy(std::string const& type,
                       std::vector<std::size_t> const& extents,
                       std::string const& values,
                       bool fortran = false) {
  std::string header = "{'descr': '";
  header += type + "', 'fortran_order': " + (fortran ? "True" : "False");
  header += ", 'shape': " + shape(extents);
  header += ", }";
  header.resize((header.size() + 10) / 64 * 64 + 64 - 11, ' ');
  return npy_with(header + "\n", values);
}

/// \p bytes without zlib's frame, as zip archives have it.
inline std::string deflated(std::string const& bytes) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, bytes.size()), '\0');
  std::string copy = bytes;
  stream.next_in = reinterpret_cast<Bytef*>(copy.data());
  stream.avail_in = static_cast<uInt>(copy.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

/// How a member is written into an archive.
struct ZipForm {
  bool is_deflated = false;
  bool is_large = false; ///< its sizes and its place are in an extra field of 64 bits each
  int flags = 0;
};

/// A zip archive of \p members, names and contents.
inline std::string zip(std::vector<std::pair<std::string, std::string>> const& members,
                       ZipForm const& form = {}) {
  std::string archive;
  std::string directory;
  for (auto const& [name, contents] : members) {
    std::string const stored = form.is_deflated ? deflated(contents) : contents;
    auto const checksum =
        crc32_z(0, reinterpret_cast<Bytef const*>(contents.data()), contents.size());
    std::string const method = little(form.is_deflated ? 8 : 0, 2);
    std::string const sizes = form.is_large ? little(0xffffffff, 4) + little(0xffffffff, 4)
                                            : little(stored.size(), 4) + little(contents.size(), 4);
    std::string const extra = form.is_large
                                  ? little(1, 2) + little(24, 2) + little(contents.size(), 8) +
                                        little(stored.size(), 8) + little(archive.size(), 8)
                                  : "";
    std::string const flags = little(static_cast<std::uint64_t>(form.flags), 2);
    directory += little(0x02014b50, 4) + little(20, 2) + little(20, 2) + flags + method +
                 little(0, 4) + little(checksum, 4) + sizes + little(name.size(), 2) +
                 little(extra.size(), 2) + little(0, 2) + little(0, 2) + little(0, 2) +
                 little(0, 4) + little(form.is_large ? 0xffffffff : archive.size(), 4) + name +
                 extra;
    archive += little(0x04034b50, 4) + little(20, 2) + flags + method + little(0, 4) +
               little(checksum, 4) + sizes + little(name.size(), 2) + little(0, 2) + name + stored;
  }
  std::string end;
  if (form.is_large) {
    end = little(0x06064b50, 4) + little(44, 8) + little(45, 2) + little(45, 2) + little(0, 4) +
          little(0, 4) + little(members.size(), 8) + little(members.size(), 8) +
          little(directory.size(), 8) + little(archive.size(), 8);
    end += little(0x07064b50, 4) + little(0, 4) + little(archive.size() + directory.size(), 8) +
           little(1, 4);
  }
  std::uint64_t const count = form.is_large ? 0xffff : members.size();
  return archive + directory + end + little(0x06054b50, 4) + little(0, 2) + little(0, 2) +
         little(count, 2) + little(count, 2) +
         little(form.is_large ? 0xffffffff : directory.size(), 4) +
         little(form.is_large ? 0xffffffff : archive.size(), 4) + little(0, 2);
}

/// A safetensors file with the header \p header.
inline std::string safetensors(std::string const& header, std::string const& values) {
  return little(header.size(), 8) + header + values;
}

/// The numbers of \p array in single precision.
inline std::vector<float> floats(runtime::NumberArray const& array) {
  std::vector<float> values(array.size());
  runtime::to_floats(array, 0, values);
  return values;
}

} // namespace written

#endif
