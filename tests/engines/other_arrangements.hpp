/// \file
/// The arrangements of the copies that `generate --target onnx` does not use, to show why.
#ifndef EQUIVARIFY_TESTS_ENGINES_OTHER_ARRANGEMENTS_HPP
#define EQUIVARIFY_TESTS_ENGINES_OTHER_ARRANGEMENTS_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"
#include "equivarify/codegen/reference/weights.hpp"
#include "equivarify/codegen/spec/network.hpp"

namespace equivarify::testing {

/// Where the copies of a value stand, and how a convolution mixes them.
enum class Arrangement {
  stacked,        ///< along the batch; one Conv on the copies gathered for each h
  block_circulant ///< along the channels; one Conv whose weight has the block h^-1 j at (h, j)
};

/// The model of \p network, which is lifted to copies, with its copies arranged in another way.
[[nodiscard]] codegen::OnnxModel to_onnx(codegen::Network const& network,
                                         codegen::ReferenceWeights<float> const& weights,
                                         Arrangement arrangement);

} // namespace equivarify::testing

#endif
