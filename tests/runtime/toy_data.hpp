/// \file
/// Pictures for the toy model, and IDX files of them.
#ifndef EQUIVARIFY_TESTS_RUNTIME_TOY_DATA_HPP
#define EQUIVARIFY_TESTS_RUNTIME_TOY_DATA_HPP

#include "equivarify/runtime/data/dataset.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <utility>
#include <vector>

#include "runtime/toy_model.hpp"

namespace toy {

/// The place of pixel (row, column).
constexpr std::size_t place(std::size_t row, std::size_t column) {
  return row * side + column;
}

/// \p count noisy pictures: of a bright corner, a bright edge, or a bar through the middle.
inline runtime::Dataset make_data(std::size_t count, std::uint64_t seed = 5) {
  runtime::Random random(seed);
  std::vector<std::uint8_t> all_pixels;
  std::vector<std::uint32_t> classes;
  for (std::size_t n = 0; n < count; ++n) {
    std::vector<std::uint8_t> picture(pixels);
    for (std::uint8_t& pixel : picture) {
      pixel = static_cast<std::uint8_t>(random.below(40));
    }
    auto const kind = static_cast<std::uint32_t>(random.below(kinds));
    for (std::size_t i = 0; i < side; ++i) {
      std::size_t const bright =
          kind == 0 ? place(i % 2, i / 2) : place(kind == 1 ? 0 : 2 + i % 2, i);
      picture[bright] = static_cast<std::uint8_t>(200 + random.below(56));
    }
    all_pixels.insert(all_pixels.end(), picture.begin(), picture.end());
    classes.push_back(kind);
  }
  return runtime::pictures_of_bytes(pixels, std::move(all_pixels), std::move(classes));
}

/// What rank \p rank of \p ranks holds of \p data, which must be whole.
inline runtime::Dataset held_by(std::size_t rank, std::size_t ranks, runtime::Dataset data) {
  runtime::Range const rows = runtime::part_of(data.size(), ranks, rank);
  auto const cut = [&](auto& values, std::size_t each) {
    if (!values.empty()) {
      auto const begin = values.begin();
      values = {begin + static_cast<std::ptrdiff_t>(rows.first * each),
                begin + static_cast<std::ptrdiff_t>(rows.end * each)};
    }
  };
  cut(data.inputs.bytes, data.inputs.row_bytes());
  data.inputs.first_row = rows.first;
  cut(data.classes, 1);
  cut(data.poses, 1);
  for (runtime::NumberArray& array : data.targets) {
    cut(array.bytes, array.row_bytes());
    array.first_row = rows.first;
  }
  return data;
}

/// An IDX file of bytes.
inline void write_idx(std::filesystem::path const& path,
                      std::vector<std::size_t> const& extents,
                      std::vector<std::uint8_t> const& values) {
  std::ofstream stream(path, std::ios::binary);
  stream << '\0' << '\0' << '\x08' << static_cast<char>(extents.size());
  for (std::size_t const extent : extents) {
    for (unsigned const shift : {24U, 16U, 8U, 0U}) {
      stream << static_cast<char>((extent >> shift) & 0xffU);
    }
  }
  stream.write(reinterpret_cast<char const*>(values.data()),
               static_cast<std::streamsize>(values.size()));
}

/// The four files of a data set in \p folder.
inline void write_data(std::filesystem::path const& folder, std::size_t train, std::size_t test) {
  auto const write = [&](std::string const& stem, runtime::Dataset const& data) {
    write_idx(folder / (stem + "-images-idx3-ubyte"), {data.size(), side, side}, data.inputs.bytes);
    write_idx(folder / (stem + "-labels-idx1-ubyte"),
              {data.size()},
              {data.classes.begin(), data.classes.end()});
  };
  write("train", make_data(train, 5));
  write("t10k", make_data(test, 6));
}

} // namespace toy

#endif
