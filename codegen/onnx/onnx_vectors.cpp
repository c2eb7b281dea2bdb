#include "equivarify/codegen/onnx/onnx_vectors.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <functional>
#include <numeric>
#include <utility>
#include <variant>

namespace equivarify::codegen {
namespace {

/// The extents of \p value for a batch of \p count.
std::vector<std::int64_t> extents_of_batch(OnnxValue const& value, std::size_t count) {
  std::vector<std::int64_t> extents{static_cast<std::int64_t>(count)};
  for (std::size_t axis = 1; axis < value.shape.size(); ++axis) {
    extents.push_back(std::get<std::int64_t>(value.shape[axis]));
  }
  return extents;
}

void add_files(std::string const& folder,
               std::string const& role,
               std::vector<OnnxTensor> const& tensors,
               std::vector<SourceFile>& files) {
  for (std::size_t i = 0; i < tensors.size(); ++i) {
    files.push_back({fmt::format("{}/{}_{}.pb", folder, role, i), encode(tensors[i])});
  }
}

} // namespace

std::vector<OnnxTensor> cut_into_tensors(std::vector<OnnxValue> const& values,
                                         std::vector<float> const& rows,
                                         std::size_t count) {
  std::vector<OnnxTensor> tensors;
  std::size_t const row = rows.size() / count;
  std::size_t first = 0;
  for (OnnxValue const& value : values) {
    std::vector<std::int64_t> extents = extents_of_batch(value, count);
    auto const size = static_cast<std::size_t>(
        std::accumulate(extents.begin() + 1, extents.end(), std::int64_t{1}, std::multiplies<>{}));
    std::vector<float> numbers;
    for (std::size_t n = 0; n < count; ++n) {
      auto const begin = rows.begin() + static_cast<std::ptrdiff_t>(n * row + first);
      numbers.insert(numbers.end(), begin, begin + static_cast<std::ptrdiff_t>(size));
    }
    first += size;
    tensors.push_back({value.name, std::move(extents), std::move(numbers)});
  }
  return tensors;
}

std::vector<SourceFile> vector_files(OnnxModel const& model, TestVectors const& vectors) {
  std::string const folder = model.name + "_vectors/test_data_set_0";
  std::vector<SourceFile> files;
  add_files(folder, "input", cut_into_tensors(model.inputs, vectors.inputs, vectors.images), files);
  add_files(
      folder, "output", cut_into_tensors(model.outputs, vectors.expected, vectors.images), files);
  return files;
}

} // namespace equivarify::codegen
