/// \file
/// A layer of a network: an operation with the shapes that it maps between.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_LAYER_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_LAYER_HPP

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/layers/operation.hpp"
#include "equivarify/codegen/layers/shape.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The user's mistake: a layer that cannot take the input it is given, or none at all.
class ShapeError : public algebra::Error {
public:
  /// \p what is the matter, said of the layer.
  ShapeError(std::string found, std::string expected, std::string what = "does not fit its input");

  [[nodiscard]] std::string const& what_is_wrong() const noexcept { return what_is_wrong_; }

  [[nodiscard]] std::string const& found() const noexcept { return found_; }

  [[nodiscard]] std::string const& expected() const noexcept { return expected_; }

private:
  std::string found_;
  std::string expected_;
  std::string what_is_wrong_;
};

/// A layer with its name and the shapes it maps between, for one copy.
struct Layer {
  std::string name;
  Operation operation;
  Shape input;
  Shape output;

  /// The number of weights and biases; 0 for a layer that has none.
  [[nodiscard]] std::size_t parameters() const;

  /// The multiply-adds of one evaluation of this layer on one copy, by the definition (no fast
  /// algorithm).
  [[nodiscard]] std::size_t multiply_adds() const;
};

/// One tensor that a layer learns, row-major; the first extent is the number of outputs.
struct ParameterForm {
  std::string name; ///< after the layer's and a dot: `weight`, `bias`
  std::vector<std::size_t> shape;

  /// The number of entries.
  [[nodiscard]] std::size_t size() const;
};

/// The tensors that \p layer learns, in the order of weight files; none for most layers.
[[nodiscard]] std::vector<ParameterForm> parameter_forms(Layer const& layer);

/// The shape that \p operation makes of \p input.
///
/// \throws ShapeError saying what was expected and what was found.
[[nodiscard]] Shape output_shape(Operation const& operation, Shape const& input);

/// The values of a layer's tensors, in the order of parameter_forms().
template <typename Real>
using Tensors = std::vector<std::span<Real const>>;

/// The output of \p layer on one copy \p x, by its definition: the formula in the file of its type.
/// Every sum runs over channels, rows and columns in order, the bias first. Cost: multiply_adds().
/// \p Real is float or double.
template <typename Real>
[[nodiscard]] std::vector<Real>
evaluate_layer(Layer const& layer, Tensors<Real> const& tensors, std::vector<Real> const& x);

} // namespace equivarify::codegen

#endif
