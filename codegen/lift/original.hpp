/// \file
/// Files as the maps that are lifted from them, by an evaluator that shares nothing with the lift.
#ifndef EQUIVARIFY_CODEGEN_LIFT_ORIGINAL_HPP
#define EQUIVARIFY_CODEGEN_LIFT_ORIGINAL_HPP

#include "equivarify/codegen/lift/lift_network.hpp"
#include "equivarify/codegen/onnx_file/onnx_model.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The map F of a file, between arrays in the order that the lifted network has them in.
struct Original {
  std::string path;
  OnnxModel model; ///< its one output is the value that is lifted
  std::vector<LiftedInput> inputs;
  std::vector<std::uint32_t> output_order;
};

/// The map of \p model, the file \p path, of which \p lifted was made.
[[nodiscard]] Original
original_of(OnnxModel model, std::string const& path, LiftedNetwork const& lifted);

/// F(x) in double precision, \p x being the inputs of \p original one after another.
///
/// \throws onnx_run::UnknownOperator for an operator that is not evaluated, by its name.
[[nodiscard]] std::vector<double> evaluate_original(Original const& original,
                                                    std::vector<double> const& x);

} // namespace equivarify::codegen

#endif
