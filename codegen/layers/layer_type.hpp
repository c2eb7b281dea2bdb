/// \file
/// All that is to be known of a type of layer.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_LAYER_TYPE_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_LAYER_TYPE_HPP

#include "equivarify/codegen/layers/field.hpp"
#include "equivarify/codegen/layers/kernel.hpp"
#include "equivarify/codegen/layers/layer.hpp"
#include "equivarify/codegen/layers/onnx_form.hpp"
#include "equivarify/codegen/layers/structural_class.hpp"

#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// From the least to the greatest number of values that a layer reads.
struct ReadCount {
  std::size_t least = 1;
  std::size_t greatest = 1;
};

/// A type of layer: one object without state for each, in the list of registry.hpp. Every operation
/// that is handed in must be of this type.
class LayerType {
public:
  LayerType(LayerType const&) = delete;
  LayerType& operator=(LayerType const&) = delete;
  virtual ~LayerType() = default;

  /// The spec's name of it.
  [[nodiscard]] std::string const& name() const noexcept { return name_; }

  /// What it computes, in one sentence.
  [[nodiscard]] std::string const& help() const noexcept { return help_; }

  /// Its fields in a spec besides `type` and `name`, in the order of the README.
  [[nodiscard]] std::vector<Field> const& fields() const noexcept { return fields_; }

  /// The field called \p name; null if there is none.
  [[nodiscard]] Field const* find_field(std::string const& name) const;

  /// The operation with every field at its default.
  [[nodiscard]] virtual Operation standard() const = 0;

  [[nodiscard]] virtual bool equal(Operation const& a, Operation const& b) const = 0;

  /// What it commutes with follows from this alone.
  [[nodiscard]] virtual StructuralClass structure(Operation const& operation) const = 0;

  /// How many values a layer of this type reads.
  [[nodiscard]] virtual ReadCount reads() const;

  /// \throws ShapeError if it cannot take values of the shapes \p inputs, of which there are as
  /// many as reads() says.
  [[nodiscard]] virtual Shape output_shape(Operation const& operation,
                                           std::vector<Shape> const& inputs) const = 0;

  /// The windows through which it sees \p input; nothing for a layer without windows.
  [[nodiscard]] virtual std::optional<Window> window(Operation const& operation,
                                                     Shape const& input) const;

  /// How many axes its windows have; 0 for a layer without windows.
  [[nodiscard]] virtual std::size_t axes() const;

  /// The tensors that it learns.
  [[nodiscard]] virtual std::vector<ParameterForm> parameters(Layer const& layer) const;

  /// The tensors that it keeps but does not learn.
  [[nodiscard]] virtual std::vector<ParameterForm> state(Layer const& layer) const;

  /// By the definition, on one copy; what has no weights counts none.
  [[nodiscard]] virtual std::size_t multiply_adds(Layer const& layer) const;

  /// See evaluate_layer().
  [[nodiscard]] virtual std::vector<float>
  evaluate(Layer const& layer, Tensors<float> const& tensors, Inputs<float> const& xs) const = 0;
  [[nodiscard]] virtual std::vector<double>
  evaluate(Layer const& layer, Tensors<double> const& tensors, Inputs<double> const& xs) const = 0;

  /// What tells two layers of this type apart at a glance, such as `16, 3x3`; empty if nothing.
  [[nodiscard]] virtual std::string settings(Operation const& operation) const;

  /// The value at \p s, such as `max(s(h), 0)`. A layer with weights multiplies \p s by the \p
  /// weight of that name and leaves its bias out.
  [[nodiscard]] virtual std::string
  formula(Operation const& operation, std::string const& weight, std::string const& s) const = 0;

  [[nodiscard]] virtual Kernel kernel(Operation const& operation,
                                      KernelPlace const& place) const = 0;

  /// The value at the number `x` as an expression of C99 with floats and <math.h>; empty for a
  /// layer that is no function of one number, or has no such expression.
  [[nodiscard]] virtual std::string c_value(Operation const& operation) const;

  /// The operators that compute it on one copy, one after another; a layer with weights has one.
  [[nodiscard]] virtual std::vector<OnnxOperator> onnx(Operation const& operation) const = 0;

  /// The runtime's type, such as `rt::Sigmoid`, of the function that it applies to every number;
  /// empty for a layer that is no function of one number.
  [[nodiscard]] virtual std::string number_function(Operation const& operation) const;

protected:
  LayerType(std::string name, std::string help, std::vector<Field> fields);

private:
  std::string name_;
  std::string help_;
  std::vector<Field> fields_;
};

/// The structural class of \p operation.
[[nodiscard]] StructuralClass structure_of(Operation const& operation);

/// The windows of \p layer. \pre its class has windows
[[nodiscard]] Window window_of(Layer const& layer);

/// A type that keeps its fields in \p Attributes. \p Derived has
/// `template <typename Real> std::vector<Real> compute(Attributes const&, Layer const&,
/// Tensors<Real> const&, std::vector<Real> const& x) const`, or, where it reads several values,
/// `combine` with `Inputs<Real> const& xs` instead.
template <typename Derived, typename Attributes>
class TypedLayerType : public LayerType {
public:
  [[nodiscard]] Operation standard() const final { return {*this, Attributes{}}; }

  [[nodiscard]] bool equal(Operation const& a, Operation const& b) const final {
    return of(a) == of(b);
  }

  [[nodiscard]] std::vector<float>
  evaluate(Layer const& layer, Tensors<float> const& tensors, Inputs<float> const& xs) const final {
    return derived().combine(of(layer.operation), layer, tensors, xs);
  }

  [[nodiscard]] std::vector<double> evaluate(Layer const& layer,
                                             Tensors<double> const& tensors,
                                             Inputs<double> const& xs) const final {
    return derived().combine(of(layer.operation), layer, tensors, xs);
  }

  /// Hidden by types that read several values.
  template <typename Real>
  [[nodiscard]] std::vector<Real> combine(Attributes const& attributes,
                                          Layer const& layer,
                                          Tensors<Real> const& tensors,
                                          Inputs<Real> const& xs) const {
    return derived().compute(attributes, layer, tensors, xs.front());
  }

protected:
  using LayerType::LayerType;

  /// The fields of \p operation, which is of this type.
  [[nodiscard]] static Attributes const& of(Operation const& operation) {
    Attributes const* const attributes = operation.as<Attributes>();
    EQUIVARIFY_ASSERT(attributes != nullptr, "an operation of another type");
    return *attributes;
  }

private:
  [[nodiscard]] Derived const& derived() const { return static_cast<Derived const&>(*this); }
};

} // namespace equivarify::codegen

#endif
