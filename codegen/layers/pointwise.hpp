/// \file
/// What the layers share that apply one function to every number.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_POINTWISE_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_POINTWISE_HPP

#include "equivarify/codegen/layers/layer_type.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The attributes of a type without fields.
struct NoFields {
  friend bool operator==(NoFields const&, NoFields const&) = default;
};

/// \p number as a template argument of the runtime: `rt::bits_of(0.5F)`. Fields mean the nearest
/// float, in every precision, so that all evaluators compute with the same number.
[[nodiscard]] inline std::string number_argument(double number) {
  std::string const text = fmt::to_string(static_cast<float>(number));
  bool const is_whole = text.find_first_of(".e") == std::string::npos;
  return fmt::format("rt::bits_of({}{}F)", text, is_whole ? ".0" : "");
}

/// \p number as a literal of C99 that is the nearest float to it, exactly: `0x1p-1f`.
[[nodiscard]] inline std::string c_number(double number) {
  return fmt::format("{:a}f", static_cast<double>(static_cast<float>(number)));
}

/// \p number, the nearest float to it, in the precision \p Real.
template <typename Real>
[[nodiscard]] Real as_float(double number) {
  return static_cast<Real>(static_cast<float>(number));
}

/// y[i] = f(x[i]). \p Derived has `template <typename Real> static Real value(Attributes const&,
/// Real x)`, the same bits for the same number wherever it stands, and `static std::string
/// function(Attributes const&)`, f as a type of runtime/layers/activations.hpp.
template <typename Derived, typename Attributes>
class PointwiseType : public TypedLayerType<Derived, Attributes> {
public:
  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::pointwise;
  }

  [[nodiscard]] Shape output_shape(Operation const& /*operation*/,
                                   std::vector<Shape> const& inputs) const override {
    return inputs.front();
  }

  template <typename Real>
  [[nodiscard]] std::vector<Real> compute(Attributes const& attributes,
                                          Layer const& /*layer*/,
                                          Tensors<Real> const& /*tensors*/,
                                          std::vector<Real> const& x) const {
    std::vector<Real> y(x.size());
    std::transform(x.begin(), x.end(), y.begin(), [&](Real value) {
      return Derived::value(attributes, value);
    });
    return y;
  }

  /// Where the function is; hidden by types whose function is elsewhere.
  [[nodiscard]] static std::string header() { return "layers/pointwise"; }

  [[nodiscard]] std::string number_function(Operation const& operation) const final {
    return "rt::" + Derived::function(this->of(operation));
  }

  [[nodiscard]] Kernel kernel(Operation const& operation, KernelPlace const& place) const final {
    std::string const function = number_function(operation);
    return {.name = this->name(),
            .header = Derived::header(),
            .type =
                place.on_images()
                    ? fmt::format("rt::PointwiseMap<{}, {}>", function, place.map())
                    : fmt::format(
                          "rt::PointwiseVector<{}, {}, {}>", function, place.copies, place.size())};
  }

protected:
  using TypedLayerType<Derived, Attributes>::TypedLayerType;
};

} // namespace equivarify::codegen

#endif
