/// \file
/// What a layer does: its type and the values of the type's fields.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_OPERATION_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_OPERATION_HPP

#include <any>
#include <concepts>
#include <string>
#include <utility>

namespace equivarify::codegen {

class LayerType;

/// The fields of one layer type, as a struct that names its type: `Conv2d`, `Dense`, ...
template <typename Attributes>
concept LayerAttributes = requires {
  { Attributes::type() } -> std::same_as<LayerType const&>;
};

/// A layer type with values of its fields.
class Operation {
public:
  /// \p attributes must be of the struct that \p type keeps its fields in.
  Operation(LayerType const& type, std::any attributes)
      : type_{&type}, attributes_{std::move(attributes)} {}

  template <LayerAttributes Attributes>
  Operation(Attributes attributes)
      : Operation{Attributes::type(), std::any{std::move(attributes)}} {}

  [[nodiscard]] LayerType const& type() const noexcept { return *type_; }

  /// The values of the fields if they are \p Attributes; null for a layer of another type.
  template <typename Attributes>
  [[nodiscard]] Attributes const* as() const noexcept {
    return std::any_cast<Attributes>(&attributes_);
  }

  template <typename Attributes>
  [[nodiscard]] Attributes* as() noexcept {
    return std::any_cast<Attributes>(&attributes_);
  }

  /// Whether both are of one type and all fields are equal.
  friend bool operator==(Operation const& a, Operation const& b);

private:
  LayerType const* type_; ///< never null; types live as long as the program
  std::any attributes_;
};

/// The operation of the type called \p type, every field at its default.
///
/// \throws InternalError if there is no such type.
[[nodiscard]] Operation operation_of(std::string const& type);

/// The spec's name of the type: `conv2d`, `dense`, `relu`, ...
[[nodiscard]] std::string const& type_name(Operation const& operation);

/// Whether the spec says that the layer's weights are tied by the network's subgroup.
[[nodiscard]] bool is_tied(Operation const& operation);

/// Whether the spec says that the network's subgroup permutes what the layer gives as its elements.
[[nodiscard]] bool is_regular(Operation const& operation);

/// Whether the spec says that the layer, which has weights, adds no bias.
[[nodiscard]] bool lacks_bias(Operation const& operation);

/// Ties the weights of \p operation, or frees them, so that nothing permutes what it gives; nothing
/// happens to a layer without weights.
void set_tied(Operation& operation, bool tied);

} // namespace equivarify::codegen

#endif
