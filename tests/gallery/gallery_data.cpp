// gallery_data NAME FOLDER: writes the data of one task of the gallery as .npy files, and a picture
// of three test inputs.
#include <bit>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "picture.hpp"
#include "task.hpp"

namespace equivarify::gallery {
namespace {

static_assert(std::endian::native == std::endian::little, "the files say <f4");

/// NumPy's format, version 1.0: the header ends where a multiple of 64 bytes does.
void write_npy(std::filesystem::path const& path, Field const& field) {
  std::size_t row = 1;
  std::string shape;
  for (std::size_t const extent : field.extents) {
    row *= extent;
    shape += ", " + std::to_string(extent);
  }
  std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (";
  header += std::to_string(field.values.size() / row);
  header += field.extents.empty() ? std::string(",") : shape;
  header += "), }";
  header.resize((header.size() + 10 + 1 + 63) / 64 * 64 - 10 - 1, ' ');
  header += '\n';
  std::ofstream file(path, std::ios::binary);
  file.exceptions(std::ios::badbit | std::ios::failbit);
  file.write("\x93NUMPY\x01\x00", 8);
  file.put(static_cast<char>(header.size() % 256)).put(static_cast<char>(header.size() / 256));
  file << header;
  file.write(reinterpret_cast<char const*>(field.values.data()),
             static_cast<std::streamsize>(field.values.size() * sizeof(float)));
}

int run(std::string const& name, std::filesystem::path const& folder) {
  auto const task = tasks().find(name);
  if (task == tasks().end()) {
    std::cerr << "gallery_data: there is no task " << name << "; expected one of";
    for (auto const& [known, make] : tasks()) {
      std::cerr << ' ' << known;
    }
    std::cerr << '\n';
    return 2;
  }
  std::filesystem::create_directories(folder);
  std::vector<Split> splits = task->second();
  for (Split const& split : splits) {
    for (Field const& field : split.fields) {
      write_npy(folder / (split.name + "-" + field.name + ".npy"), field);
    }
  }
  std::ofstream(folder / "inputs.svg") << picture_of(splits.back().field("inputs"), 3);
  return 0;
}

} // namespace
} // namespace equivarify::gallery

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: gallery_data NAME FOLDER\n";
    return 2;
  }
  return equivarify::gallery::run(argv[1], argv[2]);
}
