#include "equivarify/codegen/onnx/onnx_agreement.hpp"

#include "equivarify/codegen/onnx/onnx_vectors.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/onnx_run/evaluate.hpp"
#include "equivarify/codegen/reference/answer.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"

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

/// 0 where both are no number, infinite where one is.
double distance_of(double found, double expected) {
  if (found == expected || (std::isnan(found) && std::isnan(expected))) {
    return 0;
  }
  double const difference = std::abs(found - expected);
  return std::isnan(difference) ? std::numeric_limits<double>::infinity() : difference;
}

void compare_with_vectors(OnnxModel const& model, TestVectors const& vectors, OnnxAgreement& all) {
  auto const rows = rows_of(model, vectors.inputs, vectors.images);
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

/// In how many numbers f(g x) and g f(x) differ.
std::size_t
differing_numbers(Network const& network, OnnxModel const& model, std::vector<float> const& x) {
  std::size_t count = 0;
  std::vector<double> const plain = rows_of(model, x, 1).front();
  for (algebra::Generator const& generator : network.group.generators()) {
    algebra::Element const g = generator.element;
    auto const expected = act_on_answer(network, g, plain);
    auto const found = rows_of(model, act_on_input(network, g, x), 1).front();
    for (std::size_t i = 0; i < found.size(); ++i) {
      count += distance_of(found[i], expected.at(i)) == 0 ? 0U : 1U;
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
  compare_with_vectors(model, vectors, all);
  if (std::isinf(all.largest_difference)) {
    return all;
  }
  std::size_t const size = vectors.inputs.size() / vectors.images;
  all.differing_numbers = differing_numbers(
      network,
      model,
      {vectors.inputs.begin(), vectors.inputs.begin() + static_cast<std::ptrdiff_t>(size)});
  return all;
}

} // namespace equivarify::codegen
