/// \file
/// The layers of a generated header, and the network that they make.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_EMIT_LAYERS_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_EMIT_LAYERS_HPP

#include "equivarify/codegen/generate/emit_header.hpp"
#include "equivarify/codegen/generate/plan.hpp"

#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// What a struct of the header is for.
enum class LayerWork { lift, poses, layer, norm, flatten, concatenation, coinduction, heads };

/// A layer as a struct.
struct LayerStruct {
  std::string type;
  std::string base;               ///< of the runtime
  std::vector<std::string> reads; ///< the types of the layers whose values it reads
  std::string documentation;
  LayerWork work = LayerWork::layer;
  std::optional<std::string> name{}; ///< in weight files
  /// The layers of the spec that it is, by name, in the order in which they act; a relu that is
  /// fused is called `relu`.
  std::vector<std::string> parts{};
  bool is_step = true; ///< of the network, and not part of another layer
};

/// The structs of a header of \p plan, in order. \pre for training the plan is for_training()
[[nodiscard]] std::vector<LayerStruct> layer_structs(Plan const& plan, Purpose purpose);

/// A struct for each layer, its formula above it.
[[nodiscard]] std::string emit_layers(Plan const& plan, Purpose purpose);

/// The type `Layers`: each layer with those whose values it reads.
[[nodiscard]] std::string emit_network(Plan const& plan, Purpose purpose);

} // namespace equivarify::codegen

#endif
