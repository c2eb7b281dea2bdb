#include "equivarify/codegen/layers/pointwise.hpp"

namespace equivarify::codegen {
namespace {

struct Clip {
  double low = 0.0;
  double high = 6.0;
  friend bool operator==(Clip const&, Clip const&) = default;
};

/// y = min(max(x, low), high). Bounds of equal size on both sides of 0 make it odd.
class ClipType final : public PointwiseType<ClipType, Clip> {
public:
  ClipType()
      : PointwiseType{"clip",
                      "x, not below low and not above high.",
                      {field("low", &Clip::low, "What lower numbers become.").within(-1e6, 1e6),
                       field("high", &Clip::high, "What higher numbers become.")
                           .within(-1e6, 1e6)
                           .refused("not above low")}} {}

  [[nodiscard]] StructuralClass structure(Operation const& operation) const override {
    // Of the floats that it computes with: two numbers may have the same nearest one.
    bool const is_odd = as_float<float>(of(operation).low) == -as_float<float>(of(operation).high);
    return is_odd ? StructuralClass::pointwise_odd : StructuralClass::pointwise;
  }

  [[nodiscard]] Shape output_shape(Operation const& operation,
                                   std::vector<Shape> const& inputs) const override {
    if (as_float<float>(of(operation).low) >= as_float<float>(of(operation).high)) {
      throw ShapeError{fmt::format("low {} and high {}", of(operation).low, of(operation).high),
                       "a low that is below high",
                       "leaves no numbers"};
    }
    return inputs.front();
  }

  template <typename Real>
  [[nodiscard]] static Real value(Clip const& fields, Real x) {
    Real const low = as_float<Real>(fields.low);
    Real const high = as_float<Real>(fields.high);
    return x < low ? low : (x > high ? high : x);
  }

  [[nodiscard]] static std::string function(Clip const& fields) {
    return fmt::format("Clip<{}, {}>", number_argument(fields.low), number_argument(fields.high));
  }

  [[nodiscard]] std::string settings(Operation const& operation) const override {
    return fmt::format("{} to {}", of(operation).low, of(operation).high);
  }

  [[nodiscard]] std::string formula(Operation const& operation,
                                    std::string const& /*weight*/,
                                    std::string const& s) const override {
    return fmt::format("min(max({}, {}), {})", s, of(operation).low, of(operation).high);
  }

  [[nodiscard]] std::string c_value(Operation const& operation) const override {
    return fmt::format("x < {0} ? {0} : (x > {1} ? {1} : x)",
                       c_number(of(operation).low),
                       c_number(of(operation).high));
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& operation) const override {
    return {{.type = "Clip",
             .operands = {OnnxValueOf::layer,
                          as_float<float>(of(operation).low),
                          as_float<float>(of(operation).high)}}};
  }
};

} // namespace

LayerType const& clip_type() {
  static ClipType const type;
  return type;
}

} // namespace equivarify::codegen
