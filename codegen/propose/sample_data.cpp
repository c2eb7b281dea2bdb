#include "equivarify/codegen/propose/sample_data.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/propose/sample_labels.hpp"
#include "equivarify/runtime/data/data_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>

namespace equivarify::codegen {
namespace {

using algebra::AlgebraError;
using algebra::ArrayShape;
using runtime::NumberArray;

constexpr std::size_t most_numbers_a_sample = 65'536;
constexpr std::size_t most_labels = 256;

/// An array, and what messages call it.
struct NamedArray {
  std::string place;
  NumberArray numbers;
};

/// The array \p name in \p file, all of whose arrays are called by \p names. A file of one array
/// has it under any name.
NamedArray read_array(std::string const& file,
                      std::string const& name,
                      std::vector<std::string> const& names) {
  std::vector<runtime::Field> fields;
  for (std::string const& each : names) {
    fields.push_back({each});
  }
  auto const archive = runtime::open_archive(file, fields);
  runtime::Field field{name};
  if (!archive->has(field)) {
    throw AlgebraError(
        fmt::format("{}: found no array '{}'; name the one that is meant", file, name));
  }
  NamedArray result{archive->place(field), archive->read(field)};
  std::size_t const bad = runtime::first_not_finite(result.numbers);
  if (bad < result.numbers.size()) {
    throw AlgebraError(fmt::format("{}: the number at {} is {}, expected a finite one of single "
                                   "precision",
                                   result.place,
                                   runtime::place_text(result.numbers.extents, bad),
                                   runtime::number_at(result.numbers, bad)));
  }
  return result;
}

bool is_single(std::string const& file) {
  std::string const ending = std::filesystem::path{file}.extension().string();
  return ending != ".csv" && ending != ".npz" && ending != ".safetensors";
}

NamedArray read_inputs(SampleSource const& source) {
  std::string const name = is_single(source.file) ? "inputs" : source.inputs;
  std::string const labels = source.labels.empty() ? "labels" : source.labels;
  return read_array(source.file, name, {name, labels});
}

NamedArray read_labels(SampleSource const& source) {
  if (!std::filesystem::exists(source.labels)) {
    if (is_single(source.file)) {
      throw AlgebraError(
          fmt::format("--labels: there is no file '{}', and {} holds one array alone",
                      source.labels,
                      source.file));
    }
    return read_array(source.file, source.labels, {source.inputs, source.labels});
  }
  std::string const name = is_single(source.labels) ? "inputs" : "labels";
  return read_array(source.labels, name, {name, "inputs"});
}

ArrayShape shape_of(NamedArray const& inputs) {
  std::vector<std::uint32_t> extents;
  for (std::size_t i = 1; i < inputs.numbers.extents.size(); ++i) {
    extents.push_back(static_cast<std::uint32_t>(
        std::min<std::size_t>(inputs.numbers.extents[i], most_numbers_a_sample + 1)));
  }
  std::size_t const size = inputs.numbers.row_size();
  if (inputs.numbers.extents.empty() || extents.size() > 3 || size == 0 ||
      size > most_numbers_a_sample) {
    throw AlgebraError(
        fmt::format("{}: found {}, expected [samples], [samples, entries], [samples, "
                    "rows, columns] or [samples, channels, rows, columns], at most "
                    "65,536 numbers a sample",
                    inputs.place,
                    runtime::product_text(inputs.numbers.extents)));
  }
  switch (extents.size()) {
  case 2:
    return {1, extents[0], extents[1]};
  case 3:
    return {extents[0], extents[1], extents[2]};
  default:
    return {static_cast<std::uint32_t>(size), 1, 1};
  }
}

void require_rows(NamedArray const& inputs, NamedArray const& labels) {
  std::size_t const width = labels.numbers.row_size();
  if (labels.numbers.rows() != inputs.numbers.rows() || width == 0 || width > most_labels) {
    throw AlgebraError(fmt::format("{}: found {}, expected labels of the {} samples in {}, at most "
                                   "256 numbers each",
                                   labels.place,
                                   runtime::product_text(labels.numbers.extents),
                                   inputs.numbers.rows(),
                                   inputs.place));
  }
}

} // namespace

SampleData read_samples(SampleSource const& source) {
  NamedArray const inputs = read_inputs(source);
  ArrayShape const shape = shape_of(inputs);
  std::optional<NamedArray> labels;
  LabelReading reading;
  if (!source.labels.empty()) {
    labels = read_labels(source);
    require_rows(inputs, *labels);
    reading = read_labels_as(labels->numbers, source.labels_are, labels->place);
  }
  std::size_t const rows = inputs.numbers.rows();
  std::size_t const width = inputs.numbers.row_size();
  std::size_t const used = std::min(rows, source.most);
  std::vector<double> values;
  for (std::size_t r = 0; r < used; ++r) {
    std::size_t const row = r * rows / used;
    for (std::size_t i = 0; i < width; ++i) {
      values.push_back(runtime::number_at(inputs.numbers, row * width + i));
    }
    if (labels) {
      append_label(labels->numbers, row, reading, values);
    }
  }
  std::size_t const columns = !labels                   ? 0
                              : reading.classes.empty() ? labels->numbers.row_size()
                                                        : reading.classes.size();
  SampleData data{.samples = {width + columns, std::move(values)},
                  .rows = rows,
                  .shape = shape,
                  .labels = columns,
                  .reading = reading.words};
  for (std::int64_t const each : reading.classes) {
    data.classes.push_back(fmt::to_string(each));
  }
  return data;
}

} // namespace equivarify::codegen
