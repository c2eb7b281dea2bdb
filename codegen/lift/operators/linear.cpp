#include "equivarify/codegen/lift/operators/operator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;

constexpr std::size_t most_weights = std::size_t{1} << 28U; // as specs allow

/// A matrix [outputs, inputs], and what stands in the file.
struct Matrix {
  std::size_t outputs = 0;
  std::size_t inputs = 0;
  std::vector<float> values{};
  std::string source{};
  Extents source_shape{};
  std::string change{};
};

Matrix matrix_of(OnnxTensor const& tensor, bool is_transposed) {
  if (tensor.shape.size() != 2) {
    throw LiftError(fmt::format("weights {}", to_string(tensor.shape)), "a matrix");
  }
  OnnxTensor const rows = is_transposed ? tensor : transpose(tensor, {1, 0});
  std::vector<double> const values = numbers_of(rows);
  return {.outputs = static_cast<std::size_t>(rows.shape[0]),
          .inputs = static_cast<std::size_t>(rows.shape[1]),
          .values = {values.begin(), values.end()},
          .source = tensor.name,
          .source_shape = tensor.shape,
          .change = is_transposed ? "" : "transposed"};
}

void add_change(Matrix& matrix, std::string const& change) {
  matrix.change += (matrix.change.empty() ? "" : ", ") + change;
}

/// The matrix whose inputs are all entries of a value of \p size entries, of which \p matrix reads
/// those at \p places.
Matrix spread(Matrix matrix, std::vector<std::int64_t> const& places, std::size_t size) {
  OnnxTensor const in_order = counted({static_cast<std::int64_t>(places.size())});
  if (places.size() == size && places == integers_of(in_order)) {
    return matrix;
  }
  if (matrix.outputs != 0 && size > most_weights / matrix.outputs) {
    throw LiftError(fmt::format("{} x {} weights", matrix.outputs, size),
                    fmt::format("at most {}", most_weights));
  }
  std::vector<float> values(matrix.outputs * size);
  for (std::size_t row = 0; row < matrix.outputs; ++row) {
    for (std::size_t i = 0; i < places.size(); ++i) {
      values[row * size + static_cast<std::size_t>(places[i])] +=
          matrix.values[row * matrix.inputs + i];
    }
  }
  matrix.values = std::move(values);
  matrix.inputs = size;
  add_change(matrix, "columns in the order of channels, rows, columns");
  return matrix;
}

/// The tensors of a layer with \p matrix, and with \p bias if there is one.
std::vector<LiftedTensor> tensors_of(Matrix matrix, std::optional<LiftedTensor> bias) {
  std::vector<LiftedTensor> tensors{{"weight",
                                     std::move(matrix.values),
                                     std::move(matrix.source),
                                     std::move(matrix.source_shape),
                                     std::move(matrix.change)}};
  if (bias) {
    tensors.push_back(*std::move(bias));
  }
  return tensors;
}

/// \p matrix times the vector of the entries of \p view, as a layer `dense`.
View add_dense(NodeContext const& context,
               View const& view,
               Matrix matrix,
               std::optional<LiftedTensor> bias) {
  NetworkBuilder& network = context.network();
  if (matrix.inputs != view.entries.size()) {
    throw LiftError(fmt::format("{} inputs for {}", matrix.inputs, to_string(view.shape())),
                    "as many as there are entries");
  }
  std::size_t const flat = network.flat(view.value);
  matrix = spread(std::move(matrix), view.places(), network.shape(flat).size());
  std::size_t const units = matrix.outputs;
  std::size_t const value =
      network.add(context.name(),
                  operation_with("dense", {{"units", units}, {"bias", bias.has_value()}}),
                  {flat},
                  tensors_of(std::move(matrix), std::move(bias)));
  return whole_view(value, {static_cast<std::int64_t>(units)});
}

std::vector<float> scaled(OnnxTensor const& tensor, float factor) {
  std::vector<double> const numbers = numbers_of(tensor);
  std::vector<float> values(numbers.begin(), numbers.end());
  std::transform(values.begin(), values.end(), values.begin(), [&](float x) { return factor * x; });
  return values;
}

/// The places of a matrix [rows, filters] of a value whose channels are the filters.
std::vector<std::int64_t> channels_last(std::size_t rows, std::size_t filters) {
  std::vector<std::int64_t> places;
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t filter = 0; filter < filters; ++filter) {
      places.push_back(static_cast<std::int64_t>(filter * rows + row));
    }
  }
  return places;
}

/// Each row of \p view, [..., rows, inputs], times one matrix, by a linear map: wherever the
/// entries of a row stand.
View each_row_by_map(NodeContext const& context,
                     View const& view,
                     Matrix const& matrix,
                     std::optional<LiftedTensor> const& bias) {
  NetworkBuilder& network = context.network();
  std::size_t const rows = view.entries.size() / std::max<std::size_t>(matrix.inputs, 1);
  require_room(network, rows * matrix.outputs, network.shape(view.value).size());
  SparseMap map{view.shape(), {}};
  map.shape.back() = static_cast<std::int64_t>(matrix.outputs);
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t i = 0; i < matrix.outputs * matrix.inputs; ++i) {
      map.weights.push_back({row * matrix.outputs + i / matrix.inputs,
                             row * matrix.inputs + i % matrix.inputs,
                             matrix.values[i]});
    }
    if (bias) {
      map.summands.insert(map.summands.end(), bias->values.begin(), bias->values.end());
    }
  }
  return mapped(network, context.name(), view, map);
}

/// Each row of \p view, [..., rows, inputs], times one matrix: a convolution whose kernel sees a
/// row, where the rows are the cells of a value, or the lines of its only channel.
View each_row(NodeContext const& context,
              View const& view,
              Matrix matrix,
              std::optional<LiftedTensor> bias) {
  NetworkBuilder& network = context.network();
  Shape const shape = network.shape(view.value);
  std::size_t const rows = view.entries.size() / std::max<std::size_t>(matrix.inputs, 1);
  bool const are_cells = shape.channels == matrix.inputs && shape.rows * shape.columns == rows &&
                         view.places() == channels_last(rows, shape.channels);
  bool const are_lines =
      shape == Shape{1, rows, matrix.inputs} && view.entries.values == counted(view.shape()).values;
  if (!are_cells && !are_lines && network.takes_maps()) {
    return each_row_by_map(context, view, matrix, bias);
  }
  if (!are_cells && !are_lines) {
    throw LiftError(fmt::format("a product with {} rows of a value of {}", rows, to_string(shape)),
                    "one row, or rows that are the cells of the value");
  }
  Extent const kernel = are_cells ? Extent{1, 1} : Extent{1, matrix.inputs};
  std::size_t const filters = matrix.outputs;
  std::size_t const value = network.add(context.name(),
                                        operation_with("conv2d",
                                                       {{"filters", filters},
                                                        {"kernel", kernel},
                                                        {"padding", Padding::valid},
                                                        {"bias", bias.has_value()}}),
                                        {view.value},
                                        tensors_of(std::move(matrix), std::move(bias)));
  Extents result = view.shape();
  result.back() = static_cast<std::int64_t>(filters);
  return {value, {{}, std::move(result), channels_last(rows, filters)}};
}

/// Each row of \p view times \p matrix.
View product(NodeContext const& context,
             View const& view,
             Matrix matrix,
             std::optional<LiftedTensor> bias) {
  if (view.shape().empty() || view.shape().back() != static_cast<std::int64_t>(matrix.inputs)) {
    throw LiftError(
        fmt::format("{} times {}", to_string(view.shape()), to_string(matrix.source_shape)),
        "as many columns as rows");
  }
  if (view.entries.size() != matrix.inputs) {
    return each_row(context, view, std::move(matrix), std::move(bias));
  }
  Extents shape = view.shape();
  shape.back() = static_cast<std::int64_t>(matrix.outputs);
  View result = add_dense(context, view, std::move(matrix), std::move(bias));
  result.entries.shape = std::move(shape);
  return result;
}

Values gemm(NodeContext const& context) {
  View const& view = context.view(0);
  if (context.integer("transA", 0) != 0 || view.shape().size() != 2) {
    throw LiftError(fmt::format("a product with {}", to_string(view.shape())), "[1, inputs]");
  }
  Matrix matrix = matrix_of(context.constant(1), context.integer("transB", 0) != 0);
  if (float const alpha = context.number("alpha", 1.0F); alpha != 1.0F) {
    for (float& value : matrix.values) {
      value *= alpha;
    }
    add_change(matrix, fmt::format("times {}", alpha));
  }
  auto const units = static_cast<std::int64_t>(matrix.outputs);
  std::optional<LiftedTensor> bias;
  if (context.has(2)) {
    OnnxTensor const& constant = context.constant(2);
    float const beta = context.number("beta", 1.0F);
    bias = LiftedTensor{"bias",
                        scaled(broadcast(constant, {1, units}), beta),
                        constant.name,
                        constant.shape,
                        beta == 1.0F ? "" : fmt::format("times {}", beta)};
  }
  return {product(context, view, std::move(matrix), std::move(bias))};
}

/// A constant from the left is a linear map; of two values each entry is a sum of products.
Values mat_mul(NodeContext const& context) {
  if (context.is_constant(0)) {
    View const& view = context.view(1);
    View const left = as_value(context.network(), context.name(), context.constant(0), view);
    return {multiply_matrices(context, left, view)};
  }
  if (!context.is_constant(1)) {
    return {multiply_matrices(context, context.view(0), context.view(1))};
  }
  Matrix matrix = matrix_of(context.constant(1), false);
  return {product(context, context.view(0), std::move(matrix), std::nullopt)};
}

} // namespace

std::vector<OperatorRow> linear_operators() {
  return {{"Gemm", gemm}, {"MatMul", mat_mul}};
}

} // namespace equivarify::codegen
