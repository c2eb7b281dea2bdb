/// \file
/// A layer of a network: an operation with the shapes that it maps between.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_LAYER_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_LAYER_HPP

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/layers/operation.hpp"
#include "equivarify/codegen/layers/shape.hpp"

#include <cstddef>
#include <optional>
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

/// A layer with its name, the values that it reads and the shapes it maps between, for one copy.
struct Layer {
  std::string name;
  Operation operation;
  std::vector<Shape> inputs; ///< of the values that it reads, in order
  Shape output;
  /// The values that it reads: 0 is what the block reads, i + 1 the output of the block's layer i.
  std::vector<std::size_t> reads{0};

  /// The shape of the one value that it reads, or of the first.
  [[nodiscard]] Shape const& input() const { return inputs.front(); }

  /// The entries of all values that it reads, one value after another.
  [[nodiscard]] std::size_t entries() const;

  /// The number of weights and biases; 0 for a layer that has none.
  [[nodiscard]] std::size_t parameters() const;

  /// The multiply-adds of one evaluation of this layer on one copy, by the definition (no fast
  /// algorithm).
  [[nodiscard]] std::size_t multiply_adds() const;
};

/// One tensor of a layer, row-major; the first extent is the number of outputs, or of inputs where
/// the layer is a transpose.
struct ParameterForm {
  std::string name; ///< after the layer's and a dot: `weight`, `bias`
  std::vector<std::size_t> shape;
  /// What all entries are before training; nothing where training draws them.
  std::optional<float> start{};

  /// The number of entries.
  [[nodiscard]] std::size_t size() const;
};

/// The tensors that \p layer learns, in the order of weight files; none for most layers.
[[nodiscard]] std::vector<ParameterForm> parameter_forms(Layer const& layer);

/// The tensors that \p layer keeps but does not learn, such as running means; they follow its
/// parameters in weight files. Each has a start.
[[nodiscard]] std::vector<ParameterForm> state_forms(Layer const& layer);

/// The shape that \p operation makes of values of the shapes \p inputs.
///
/// \throws ShapeError saying what was expected and what was found.
[[nodiscard]] Shape output_shape(Operation const& operation, std::vector<Shape> const& inputs);

/// The same of one value.
[[nodiscard]] Shape output_shape(Operation const& operation, Shape const& input);

/// The values of a layer's tensors, in the order of parameter_forms(), then of state_forms().
template <typename Real>
using Tensors = std::vector<std::span<Real const>>;

/// The values that a layer reads, in order.
template <typename Real>
using Inputs = std::vector<std::vector<Real>>;

/// The output of \p layer on one copy of each of \p xs, by its definition: the formula in the file
/// of its type. Every sum runs over channels, rows and columns in order, the bias first. Cost:
/// multiply_adds(). \p Real is float or double.
template <typename Real>
[[nodiscard]] std::vector<Real>
evaluate_layer(Layer const& layer, Tensors<Real> const& tensors, Inputs<Real> const& xs);

/// The same of a layer that reads one value.
template <typename Real>
[[nodiscard]] std::vector<Real>
evaluate_layer(Layer const& layer, Tensors<Real> const& tensors, std::vector<Real> const& x);

} // namespace equivarify::codegen

#endif
