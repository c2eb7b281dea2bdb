/// \file
/// What the layers share that normalise.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_NORMALISATION_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_NORMALISATION_HPP

#include "equivarify/codegen/layers/layer_type.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The field `epsilon` of \p Attributes.
template <typename Attributes>
[[nodiscard]] Field epsilon_field() {
  return field("epsilon", &Attributes::epsilon, "Added to the variance, which may be 0.")
      .with_default(1e-5)
      .within(1e-10, 1.0);
}

/// The field `tied` of \p Attributes; \p help says what is tied.
template <typename Attributes>
[[nodiscard]] Field tied_field(char const* help) {
  return field("tied", &Attributes::tied, help)
      .with_default(false)
      .refused("true without already")
      .late();
}

/// y = weight (x - mean) / sqrt(variance + epsilon) + bias, with a weight and a bias for each
/// channel.
template <typename Derived, typename Attributes>
class NormalisationType : public TypedLayerType<Derived, Attributes> {
public:
  [[nodiscard]] Shape output_shape(Operation const& /*operation*/,
                                   std::vector<Shape> const& inputs) const final {
    return inputs.front();
  }

  [[nodiscard]] std::vector<ParameterForm> parameters(Layer const& layer) const final {
    std::size_t const channels = layer.output.channels;
    return {{"weight", {channels}, 1.0F}, {"bias", {channels}, 0.0F}};
  }

  [[nodiscard]] std::string formula(Operation const& /*operation*/,
                                    std::string const& weight,
                                    std::string const& s) const final {
    return fmt::format("{} ({} - mean) / sqrt(variance + epsilon)", weight, s);
  }

protected:
  using TypedLayerType<Derived, Attributes>::TypedLayerType;

  /// The name of the runtime's kernel \p type for \p place, with its first arguments:
  /// `rt::TYPEMap<MAP` or `rt::TYPEVector<COPIES, SIZE`.
  [[nodiscard]] static std::string type_for(char const* type, KernelPlace const& place) {
    return place.on_images() ? fmt::format("rt::{}Map<{}", type, place.map())
                             : fmt::format("rt::{}Vector<{}, {}", type, place.copies, place.size());
  }
};

} // namespace equivarify::codegen

#endif
