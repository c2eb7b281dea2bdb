/// \file
/// The values of a generated header that stand for layers of its spec.
#ifndef EQUIVARIFY_CODEGEN_AGREE_SHOWN_LAYERS_HPP
#define EQUIVARIFY_CODEGEN_AGREE_SHOWN_LAYERS_HPP

#include "equivarify/codegen/generate/emit_comparison.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// A layer of a spec whose value, all copies of it, a header keeps.
struct ShownLayer {
  std::string layer;
  std::size_t size = 0; ///< of all copies
  ShownValue value;
};

/// The layers of \p network whose values the generated \p header keeps as they are in the spec, in
/// order: where a relu is computed with the layer before it, the relu. None where the header was
/// made with other passes than `generate` has without options.
[[nodiscard]] std::vector<ShownLayer> shown_layers(Network const& network,
                                                   std::string const& header);

} // namespace equivarify::codegen

#endif
