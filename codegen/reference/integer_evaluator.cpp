#include "equivarify/codegen/reference/integer_evaluator.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/reference/arrangement.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace equivarify::codegen {
namespace {

using Numbers = std::vector<double>;

/// Whether the layer after layer \p l of \p block is a relu.
bool relu_follows(Block const& block, std::size_t l) {
  return l + 1 < block.layers.size() && type_name(block.layers[l + 1].operation) == "relu";
}

/// std::round is half away from zero, and a division by a power of two is exact.
double requantise(double sum, int shift, bool relu) {
  double const rounded = std::round(std::ldexp(sum, -shift));
  return relu ? std::clamp(rounded, 0.0, 255.0) : std::clamp(rounded, -127.0, 127.0);
}

/// What \p layer makes of one copy.
Numbers
run_layer(Layer const& layer, IntegerTensorsOfNetwork const& network, bool relu, Numbers const& x) {
  auto const place = network.layers.find(layer.name);
  bool const weighted = place != network.layers.end();
  Numbers y =
      weighted ? evaluate_layer(layer, Tensors<double>{place->second.weight, place->second.bias}, x)
               : evaluate_layer(layer, Tensors<double>{}, x);
  std::size_t const pixels = layer.output.rows * layer.output.columns;
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (!weighted) {
      y[i] = std::round(y[i]); // a mean; no quotient of small integers is rounded to a tie
    } else if (!place->second.shifts.empty()) {
      y[i] = requantise(y[i], place->second.shifts[i / pixels], relu);
    }
  }
  return y;
}

/// What the copy numbered \p h of \p block reads of the copies \p s.
Numbers read_copy(Block const& block,
                  Arrangement const& arrangement,
                  std::vector<Numbers> const& s,
                  std::size_t h) {
  if (block.equivarification == Equivarification::lift) {
    return s[h];
  }
  Numbers all;
  for (std::uint32_t const copy : arrangement.concatenated[h]) {
    all.insert(all.end(), s[copy].begin(), s[copy].end());
  }
  return all;
}

} // namespace

std::vector<double> evaluate_integers(Network const& network,
                                      IntegerTensorsOfNetwork const& tensors,
                                      std::vector<double> const& x) {
  Arrangement const arrangement = formula_arrangement(network.group);
  std::vector<Numbers> s;
  for (std::uint32_t const turn : arrangement.turned_by) {
    Numbers& copy = s.emplace_back(act_on_input(network, network.group.element(turn), x));
    for (double& value : copy) {
      value = std::clamp(
          std::round(value * tensors.input_scale), tensors.input_lowest, tensors.input_highest);
    }
  }
  for (Block const& block : network.blocks) {
    std::vector<Numbers> copies;
    for (std::size_t h = 0; h < s.size(); ++h) {
      Numbers value = read_copy(block, arrangement, s, h);
      for (std::size_t l = 0; l < block.layers.size(); ++l) {
        value = run_layer(block.layers[l], tensors, relu_follows(block, l), value);
      }
      copies.push_back(std::move(value));
    }
    s = std::move(copies);
  }
  Numbers logits;
  for (Numbers const& copy : s) {
    logits.insert(logits.end(), copy.begin(), copy.end());
  }
  return logits;
}

} // namespace equivarify::codegen
