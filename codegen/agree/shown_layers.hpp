/// \file
/// The values of a generated header, file or module that stand for layers of its spec.
#ifndef EQUIVARIFY_CODEGEN_AGREE_SHOWN_LAYERS_HPP
#define EQUIVARIFY_CODEGEN_AGREE_SHOWN_LAYERS_HPP

#include "equivarify/codegen/agree/engine.hpp"
#include "equivarify/codegen/generate/emit_comparison.hpp"
#include "equivarify/codegen/onnx_file/onnx_model.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <cstddef>
#include <string>
#include <utility>
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

/// A layer of a spec and what another engine calls its value.
struct NamedLayer {
  std::string layer;
  std::vector<std::string> values; ///< of the copies, one after another, or of a list of them
  std::size_t size = 0;            ///< of all copies
};

/// The layers of \p network whose values the file \p model, which `generate` wrote, has under the
/// names that it gives them.
[[nodiscard]] std::vector<NamedLayer> layers_in_graph(Network const& network,
                                                      OnnxModel const& model);

/// The same of the variables of the generated module \p text of PyTorch.
[[nodiscard]] std::vector<NamedLayer> layers_in_module(Network const& network,
                                                       std::string const& text);

/// The last numbers of \p numbers, which are the values of layers with these names and sizes, one
/// after another.
[[nodiscard]] std::vector<LayerNumbers>
last_layers(std::vector<std::pair<std::string, std::size_t>> const& layers,
            algebra::probe::Array const& numbers);

} // namespace equivarify::codegen

#endif
