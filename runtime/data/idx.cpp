#include "equivarify/runtime/data/idx.hpp"

#include "equivarify/runtime/data/picture_kind.hpp"
#include "equivarify/runtime/files/byte_source.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;

/// The type that byte \p code of a header stands for.
std::optional<NumberType> type_of(std::uint8_t code) {
  switch (code) {
  case 0x08:
    return NumberType::u8;
  case 0x09:
    return NumberType::i8;
  case 0x0B:
    return NumberType::i16;
  case 0x0C:
    return NumberType::i32;
  case 0x0D:
    return NumberType::f32;
  case 0x0E:
    return NumberType::f64;
  default:
    return std::nullopt;
  }
}

/// The header of an IDX file, as an array still without values.
NumberArray read_header(ByteSource& file) {
  std::vector<std::uint8_t> start(4);
  std::size_t const count = file.read(start);
  if (count != 4 || start[0] != 0 || start[1] != 0) {
    file.fail(text("not an IDX file: expected it to start with two zero bytes",
                   hint_for_picture(std::span(start).first(count))));
  }
  std::optional<NumberType> const type = type_of(start[2]);
  if (!type) {
    file.fail(text("an IDX file of type ",
                   int{start[2]},
                   ", expected 8 (unsigned bytes), 9 (signed bytes), 11 or 12 (whole numbers of 16 "
                   "or 32 bits), 13 or 14 (floating-point numbers of 32 or 64 bits)"));
  }
  std::vector<std::uint8_t> bytes(std::size_t{4} * start[3]);
  if (start[3] == 0 || file.read(bytes) != bytes.size()) {
    file.fail("an IDX file that ends inside its header");
  }
  NumberArray array{.extents = {}, .type = *type, .bytes = {}};
  for (std::size_t i = 0; i < bytes.size(); i += 4) {
    array.extents.push_back((std::size_t{bytes[i]} << 24U) | (std::size_t{bytes[i + 1]} << 16U) |
                            (std::size_t{bytes[i + 2]} << 8U) | std::size_t{bytes[i + 3]});
  }
  return array;
}

/// The names that a file of the data set \p name has in use: several programs that unpack write
/// `train-images.idx3-ubyte`.
std::vector<std::string> spellings(std::string const& name) {
  std::vector<std::string> names{name, name + ".gz"};
  std::size_t const place = name.find("-idx");
  if (place != std::string::npos) {
    std::string dotted = name;
    dotted[place] = '.';
    names.insert(names.end(), {dotted, dotted + ".gz"});
  }
  return names;
}

} // namespace

NumberArray read_idx(fs::path const& path, RowChoice const& choice) {
  std::unique_ptr<ByteSource> const file = open_file(path, "an IDX file");
  NumberArray array = read_header(*file);
  std::size_t const size = bytes_of(array.type);
  Range const rows = choice.of(array.extents);
  array.first_row = rows.first;
  array.bytes = file->read_rows(array.extents, size, rows);
  reverse_bytes(array.bytes, size); // the most significant first
  return array;
}

std::vector<fs::path> find_idx(fs::path const& folder, std::string_view name) {
  std::vector<fs::path> found;
  for (std::string const& spelling : spellings(std::string(name))) {
    fs::path const file = folder / spelling;
    if (!fs::is_directory(file)) {
      if (fs::exists(file)) {
        found.push_back(file);
      }
    } else if (fs::exists(file / spelling)) {
      found.push_back(file / spelling);
    }
  }
  return found;
}

} // namespace equivarify::runtime
