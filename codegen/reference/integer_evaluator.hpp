/// \file
/// What a network computes in integers, by the definition.
#ifndef EQUIVARIFY_CODEGEN_REFERENCE_INTEGER_EVALUATOR_HPP
#define EQUIVARIFY_CODEGEN_REFERENCE_INTEGER_EVALUATOR_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <map>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The integers of a layer with weights, in the layout of weight files. They are kept as doubles,
/// whose sums and products of integers are exact below 2^53.
struct IntegerTensors {
  std::vector<double> weight;
  std::vector<double> bias{}; ///< empty where the layer has none
  std::vector<int> shifts{};  ///< of each output; empty for the last layer of the network
  int exponent = 0;  ///< an activation q stands for q / 2^exponent; of the last layer, a sum
  int highest = 255; ///< activations are cut off there, those with a sign at 127 at most
};

/// The table of a function of one number.
struct IntegerTable {
  /// What it makes of 0, 1, ..., 255, or, where it reads numbers with a sign, of -128, ..., 127.
  std::vector<double> entries;
  int exponent = 0; ///< an entry q stands for q / 2^exponent

  /// Whether what it makes can be negative.
  [[nodiscard]] bool has_sign() const;
};

/// An integer network's weights, by the names of layers, and how inputs become integers.
struct IntegerTensorsOfNetwork {
  double input_scale = 255;
  double input_lowest = 0;
  double input_highest = 255;
  std::map<std::string, IntegerTensors> layers{};
  std::map<std::string, IntegerTable> tables{}; ///< of functions of one number
  std::map<std::string, int> joints{};          ///< the exponents of layers that join values
  int exponent = 0; ///< a sum q of the last layer stands for q / 2^exponent
};

/// The integer logits of \p network at \p x, copy after copy. An input is x * scale, rounded half
/// away from zero and cut off. A sum is divided by 2^shift, rounded likewise and cut off at -127
/// and 127, or, where a relu is all that reads it, at 0 and 255, or at the layer's own `highest`; a
/// mean is rounded likewise. A function of one number is a table. Values that are added or put in a
/// row are multiplied by powers of two, to the finest of their scales, values that are multiplied
/// are not; the results are rounded to 2^-exponent and cut off, at 0 and 255 also where no value
/// can be negative. A batch_norm does nothing: it is part of the weights before it. The sums of the
/// last layer come out.
///
/// \pre \p network has layers that integers have alone, lifted or concatenated block by block
[[nodiscard]] std::vector<double> evaluate_integers(Network const& network,
                                                    IntegerTensorsOfNetwork const& tensors,
                                                    std::vector<double> const& x);

} // namespace equivarify::codegen

#endif
