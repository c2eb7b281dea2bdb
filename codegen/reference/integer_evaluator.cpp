#include "equivarify/codegen/reference/integer_evaluator.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/reference/arrangement.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

using Numbers = std::vector<double>;

/// One copy of a value: q stands for q / 2^exponent.
struct Value {
  Numbers numbers{};
  int exponent = 0;
  bool has_sign = false; ///< a number can be negative
};

/// Whether a relu is all that reads value \p value of \p block, but for a batch_norm between them.
bool relu_follows(Block const& block, std::size_t value) {
  std::vector<Layer const*> readers;
  for (Layer const& layer : block.layers) {
    for (std::size_t const read : layer.reads) {
      if (read == value) {
        readers.push_back(&layer);
      }
    }
  }
  if (readers.size() != 1) {
    return false;
  }
  std::string const& type = type_name(readers.front()->operation);
  auto const place = static_cast<std::size_t>(readers.front() - block.layers.data());
  return type == "relu" || (type == "batch_norm" && relu_follows(block, place + 1));
}

/// std::round is half away from zero, and a division by a power of two is exact.
double requantise(double sum, int shift, bool has_sign, int highest = 255) {
  double const rounded = std::round(std::ldexp(sum, -shift));
  double const most = std::min(highest, has_sign ? 127 : 255);
  return std::clamp(rounded, has_sign ? -most : 0.0, most);
}

/// What \p layer, with weights \p tensors, makes of one copy; cut off below at 0 if \p relu.
Value run_weighted(Layer const& layer, IntegerTensors const& tensors, bool relu, Value const& x) {
  Tensors<double> weights{tensors.weight};
  bool const has_bias = !lacks_bias(layer.operation);
  if (has_bias) {
    weights.emplace_back(tensors.bias);
  }
  Value y{.numbers = evaluate_layer(layer, weights, x.numbers),
          .exponent = tensors.exponent,
          .has_sign = !relu};
  std::size_t const pixels = layer.output.rows * layer.output.columns;
  for (std::size_t i = 0; i < y.numbers.size(); ++i) {
    if (!has_bias && !tensors.bias.empty()) {
      y.numbers[i] += tensors.bias[i / pixels]; // that of a batch_norm
    }
    if (!tensors.shifts.empty()) {
      y.numbers[i] =
          requantise(y.numbers[i], tensors.shifts[i / pixels], y.has_sign, tensors.highest);
    }
  }
  return y;
}

/// What a function of one number makes of one copy, by its table.
Value run_table(IntegerTable const& table, Value const& x) {
  Value y{.numbers = x.numbers, .exponent = table.exponent, .has_sign = table.has_sign()};
  for (double& number : y.numbers) {
    number = table.entries.at(static_cast<std::size_t>(number + (x.has_sign ? 128 : 0)));
  }
  return y;
}

/// For which sums of values, or products of them, stand for sum / 2^exponent.
int exponent_of(Layer const& layer, std::vector<Value> const& xs) {
  bool const multiplies = type_name(layer.operation) == "multiply";
  int exponent = multiplies ? 0 : xs.front().exponent;
  for (Value const& x : xs) {
    exponent = multiplies ? exponent + x.exponent : std::max(exponent, x.exponent);
  }
  return exponent;
}

/// What \p layer makes of the values \p xs, which it adds, multiplies or puts in a row.
Value run_joint(Layer const& layer, int exponent, bool relu, std::vector<Value> const& xs) {
  int const sums = exponent_of(layer, xs);
  bool const multiplies = type_name(layer.operation) == "multiply";
  bool has_sign = false;
  Inputs<double> scaled;
  for (Value const& x : xs) {
    has_sign = has_sign || x.has_sign;
    Numbers& numbers = scaled.emplace_back(x.numbers);
    for (double& number : numbers) {
      number = multiplies ? number : std::ldexp(number, sums - x.exponent);
    }
  }
  Value y{.numbers = evaluate_layer(layer, Tensors<double>{}, scaled),
          .exponent = exponent,
          .has_sign = has_sign && !relu};
  for (double& number : y.numbers) {
    number = requantise(number, sums - exponent, y.has_sign);
  }
  return y;
}

/// What layer \p l of \p block makes of one copy of the block's values.
Value run_layer(Block const& block,
                std::size_t l,
                IntegerTensorsOfNetwork const& network,
                std::vector<Value> const& values) {
  Layer const& layer = block.layers[l];
  bool const relu = relu_follows(block, l + 1);
  Value const& x = values[layer.reads.front()];
  auto const place = network.layers.find(layer.name);
  if (place != network.layers.end()) {
    return run_weighted(layer, place->second, relu, x);
  }
  auto const table = network.tables.find(layer.name);
  if (table != network.tables.end()) {
    return run_table(table->second, x);
  }
  auto const joint = network.joints.find(layer.name);
  if (joint != network.joints.end()) {
    std::vector<Value> xs;
    for (std::size_t const read : layer.reads) {
      xs.push_back(values[read]);
    }
    return run_joint(layer, joint->second, relu, xs);
  }
  std::string const& type = type_name(layer.operation);
  if (type == "batch_norm" || type == "dropout") {
    return x;
  }
  Value y{.numbers = evaluate_layer(layer, Tensors<double>{}, x.numbers),
          .exponent = x.exponent,
          .has_sign = x.has_sign && type != "relu"};
  for (double& number : y.numbers) {
    number = std::round(number); // a mean; no quotient of small integers is rounded to a tie
  }
  return y;
}

/// What the copy numbered \p h of \p block reads of the copies \p s.
Value read_copy(Block const& block,
                Arrangement const& arrangement,
                std::vector<Value> const& s,
                std::size_t h) {
  Value result = s[h];
  if (block.equivarification == Equivarification::concat) {
    result.numbers.clear();
    for (std::uint32_t const copy : arrangement.concatenated[h]) {
      result.numbers.insert(result.numbers.end(), s[copy].numbers.begin(), s[copy].numbers.end());
    }
  }
  return result;
}

} // namespace

bool IntegerTable::has_sign() const {
  return std::any_of(entries.begin(), entries.end(), [](double entry) { return entry < 0; });
}

std::vector<double> evaluate_integers(Network const& network,
                                      IntegerTensorsOfNetwork const& tensors,
                                      std::vector<double> const& x) {
  Arrangement const arrangement = formula_arrangement(network.group);
  int exponent = 0; // of the input, where its scale is a power of two
  std::frexp(tensors.input_scale / 2, &exponent);
  std::vector<Value> s;
  for (std::uint32_t const turn : arrangement.turned_by) {
    Value& copy = s.emplace_back();
    copy = {.numbers = act_on_input(network, network.group.element(turn), x),
            .exponent = exponent,
            .has_sign = tensors.input_lowest < 0};
    for (double& value : copy.numbers) {
      value = std::clamp(
          std::round(value * tensors.input_scale), tensors.input_lowest, tensors.input_highest);
    }
  }
  for (Block const& block : network.blocks) {
    std::vector<Value> copies;
    for (std::size_t h = 0; h < s.size(); ++h) {
      std::vector<Value> values{read_copy(block, arrangement, s, h)};
      for (std::size_t l = 0; l < block.layers.size(); ++l) {
        values.push_back(run_layer(block, l, tensors, values));
      }
      copies.push_back(std::move(values.back()));
    }
    s = std::move(copies);
  }
  Numbers logits;
  for (Value const& copy : s) {
    logits.insert(logits.end(), copy.numbers.begin(), copy.numbers.end());
  }
  return logits;
}

} // namespace equivarify::codegen
