#include "equivarify/codegen/onnx/onnx_agreement.hpp"

#include "equivarify/codegen/onnx/onnx_vectors.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/onnx_run/evaluate.hpp"
#include "equivarify/codegen/reference/answer.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/reference/parallel.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <map>
#include <utility>
#include <variant>
#include <vector>

namespace equivarify::codegen {
namespace {

using onnx_run::Array;
using onnx_run::distance_of;

/// What comes out of \p model at \p count inputs: of each, all outputs one after another.
std::vector<std::vector<double>>
rows_of(OnnxModel const& model, std::vector<float> const& inputs, std::size_t count) {
  std::map<std::string, Array> arrays;
  for (OnnxTensor const& tensor : cut_into_tensors(model.inputs, inputs, count)) {
    auto const& numbers = std::get<std::vector<float>>(tensor.values);
    arrays[tensor.name] = {{tensor.shape.begin(), tensor.shape.end()},
                           {numbers.begin(), numbers.end()}};
  }
  auto const found = onnx_run::evaluate_outputs(model, std::move(arrays));
  std::vector<std::vector<double>> rows(count);
  for (OnnxValue const& output : model.outputs) {
    std::vector<double> const& values = found.at(output.name).values;
    std::size_t const size = values.size() / count;
    for (std::size_t n = 0; n < count; ++n) {
      auto const begin = values.begin() + static_cast<std::ptrdiff_t>(n * size);
      rows[n].insert(rows[n].end(), begin, begin + static_cast<std::ptrdiff_t>(size));
    }
  }
  return rows;
}

/// The output of \p model that number \p entry of all that comes out is in, and its place there.
std::string name_of_entry(OnnxModel const& model, std::size_t entry) {
  for (OnnxValue const& output : model.outputs) {
    auto const size = static_cast<std::size_t>(std::get<std::int64_t>(output.shape.back()));
    if (entry < size) {
      return fmt::format("{}[{}]", output.name, entry);
    }
    entry -= size;
  }
  return fmt::format("number {}", entry);
}

/// Compares \p rows with \p vectors.
void compare_with_vectors(OnnxModel const& model,
                          std::vector<std::vector<double>> const& rows,
                          TestVectors const& vectors,
                          OnnxAgreement& all) {
  std::size_t numbers = 0;
  for (std::vector<double> const& row : rows) {
    numbers += row.size();
  }
  if (numbers != vectors.expected.size()) {
    all.largest_difference = std::numeric_limits<double>::infinity();
    all.worst =
        fmt::format("{} numbers come out where {} should", numbers, vectors.expected.size());
    return;
  }
  std::size_t number = 0;
  for (std::size_t n = 0; n < rows.size(); ++n) {
    for (std::size_t i = 0; i < rows[n].size(); ++i) {
      auto const expected = static_cast<double>(vectors.expected[number++]);
      double const difference = distance_of(rows[n][i], expected);
      if (difference > all.largest_difference) {
        all.largest_difference = difference;
        all.worst = fmt::format("{} of input {}", name_of_entry(model, i), n + 1);
        all.found = rows[n][i];
        all.expected = expected;
      }
    }
  }
}

/// What comes out at all inputs of the vectors, together, and at g x for the first of them and
/// every generator g.
struct Found {
  std::vector<std::vector<double>> rows;
  std::vector<std::vector<double>> moved;
};

Found evaluate_at(Network const& network, OnnxModel const& model, TestVectors const& vectors) {
  auto const generators = network.group.generators();
  auto const size = static_cast<std::ptrdiff_t>(vectors.inputs.size() / vectors.images);
  std::vector<float> const x(vectors.inputs.begin(), vectors.inputs.begin() + size);
  Found found{.rows = {}, .moved = std::vector<std::vector<double>>(generators.size())};
  for_each_index(1 + generators.size(), [&](std::size_t i) {
    if (i == 0) {
      found.rows = rows_of(model, vectors.inputs, vectors.images);
    } else {
      auto const moved = act_on_input(network, generators[i - 1].element, x);
      found.moved[i - 1] = rows_of(model, moved, 1).front();
    }
  });
  return found;
}

/// In how many numbers f(g x) and g f(x) differ.
std::size_t differing_numbers(Network const& network, Found const& all) {
  std::size_t count = 0;
  auto const generators = network.group.generators();
  for (std::size_t n = 0; n < generators.size(); ++n) {
    auto const expected = act_on_answer(network, generators[n].element, all.rows.front());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      count += distance_of(all.moved[n].at(i), expected[i]) == 0 ? 0U : 1U;
    }
  }
  return count;
}

} // namespace

OnnxAgreement
compare_onnx(Network const& network, std::string const& bytes, TestVectors const& vectors) {
  OnnxModel const model = parse_onnx(bytes, network.name + ".onnx");
  OnnxAgreement all{
      .inputs = vectors.images, .rounding = static_cast<double>(vectors.rounding), .worst = {}};
  Found const found = evaluate_at(network, model, vectors);
  compare_with_vectors(model, found.rows, vectors, all);
  if (!std::isinf(all.largest_difference)) {
    all.differing_numbers = differing_numbers(network, found);
  }
  return all;
}

} // namespace equivarify::codegen
