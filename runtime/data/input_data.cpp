#include "equivarify/runtime/data/input_data.hpp"

#include "equivarify/runtime/data/data_fields.hpp"
#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

namespace equivarify::runtime {

namespace {

/// An array of inputs and what it should be.
struct Arrays {
  NumberArray array;
  std::string place;
  std::string taker; ///< in messages: what takes arrays of these extents
  std::vector<std::size_t> expected;

  [[noreturn]] void fail(std::string const& reason) const {
    throw DataError(text(place, ": ", reason));
  }
};

/// Extents of 1 left out: they change no order.
std::vector<std::size_t> without_ones(std::vector<std::size_t> extents) {
  extents.erase(std::remove(extents.begin(), extents.end(), std::size_t{1}), extents.end());
  return extents;
}

/// Inputs are rows of numbers, or arrays of channels, rows and columns, of volumes with slices.
void check(Arrays const& inputs) {
  std::vector<std::size_t> const& extents = inputs.array.extents;
  std::vector<std::size_t> const found(extents.begin() + (extents.empty() ? 0 : 1), extents.end());
  std::vector<std::size_t> const row = without_ones({product_of(inputs.expected)});
  bool const fits =
      without_ones(found) == row || without_ones(found) == without_ones(inputs.expected);
  if (extents.empty() || !fits) {
    inputs.fail(text("holds ",
                     product_text(extents),
                     " values, but ",
                     inputs.taker,
                     product_text(inputs.expected)));
  }
  if (inputs.array.rows() == 0) {
    inputs.fail("holds no image");
  }
  std::size_t const place = first_not_finite(inputs.array);
  if (place != inputs.array.size()) {
    inputs.fail(text("the number at ",
                     place_text(inputs.array, place),
                     " is ",
                     exact(number_at(inputs.array, place)),
                     ", expected finite numbers of single precision"));
  }
}

std::vector<std::size_t> extents_of(std::size_t channels, std::size_t rows, std::size_t columns) {
  return channels == 1 ? std::vector{rows, columns} : std::vector{channels, rows, columns};
}

std::vector<std::size_t> extents_of(Description const& network) {
  std::vector<std::size_t> extents =
      extents_of(network.channels, network.rows / network.depth, network.columns);
  if (network.depth != 1) {
    extents.insert(extents.end() - 2, network.depth);
  }
  return extents;
}

/// Writes row \p row of \p array to the floats at \p to.
void write_row(NumberArray const& array, std::size_t row, std::span<float> to) {
  std::size_t const first = row * to.size();
  if (array.type == NumberType::u8) {
    to_floats(std::span(array.bytes).subspan(first, to.size()), to);
  } else {
    to_floats(array, first, to);
  }
}

/// \p parts one after another in each row.
NumberArray joined(std::vector<Arrays> const& parts, std::size_t row_size) {
  NumberArray const& first = parts.front().array;
  std::size_t const rows = first.held().size();
  NumberArray result{{first.rows(), row_size}, NumberType::f32, {}, first.first_row};
  result.bytes.resize(rows * row_size * sizeof(float));
  std::vector<float> values(row_size);
  for (std::size_t row = 0; row < rows; ++row) {
    std::span<float> left(values);
    for (Arrays const& part : parts) {
      std::size_t const size = part.array.row_size();
      write_row(part.array, row, left.first(size));
      left = left.subspan(size);
    }
    std::memcpy(result.bytes.data() + row * row_size * sizeof(float),
                values.data(),
                row_size * sizeof(float));
  }
  return result;
}

} // namespace

NumberArray read_inputs(Description const& description,
                        std::function<ArrayArchive const&(Field const&)> const& archive_with,
                        RowChoice const& choice) {
  auto const read = [&](Field const& field, std::string taker, std::vector<std::size_t> expected) {
    ArrayArchive const& archive = archive_with(field);
    Arrays arrays{archive.read_rows(field, choice),
                  archive.place(field),
                  std::move(taker),
                  std::move(expected)};
    check(arrays);
    return arrays;
  };
  if (description.input_parts.empty()) {
    return read({inputs_field},
                text("the network ", description.name, " takes images of "),
                extents_of(description))
        .array;
  }
  std::vector<Arrays> parts;
  for (InputPart const& part : description.input_parts) {
    std::string const name(part.name);
    bool const is_vector = part.rows * part.columns == 1;
    parts.push_back(read({name},
                         text("the network ", description.name, " takes as ", name, " arrays of "),
                         is_vector ? std::vector{part.channels}
                                   : extents_of(part.channels, part.rows, part.columns)));
    if (parts.back().array.rows() != parts.front().array.rows()) {
      parts.back().fail(text("holds ",
                             parts.back().array.rows(),
                             " rows, but ",
                             parts.front().place,
                             " holds ",
                             parts.front().array.rows()));
    }
  }
  return joined(parts, description.input_size());
}

} // namespace equivarify::runtime
