/// \file
/// The shapes of inputs whose size a file leaves open.
#ifndef EQUIVARIFY_CODEGEN_LIFT_INPUT_SHAPES_HPP
#define EQUIVARIFY_CODEGEN_LIFT_INPUT_SHAPES_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"

#include <string>
#include <vector>

namespace equivarify::codegen {

/// Gives inputs of \p model, whose file is \p path, the sizes that \p given says: `1,3,48,192` for
/// a model of one input, else `NAME=1,3,48,192`, with the batch, which is 1. A batch of any size
/// stays one.
///
/// \throws algebra::AlgebraError for a text of another form, and for an input that is unknown, with
/// the nearest name, or given twice; InputError for a shape that is none of the file's.
void fill_input_shapes(OnnxModel& model,
                       std::string const& path,
                       std::vector<std::string> const& given);

} // namespace equivarify::codegen

#endif
