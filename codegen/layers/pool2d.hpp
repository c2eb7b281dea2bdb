/// \file
/// The layers `max_pool2d` and `average_pool2d`, and what they share.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_POOL2D_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_POOL2D_HPP

#include "equivarify/codegen/layers/layer_type.hpp"

#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The largest entry of each window; windows that would leave the plane are left out.
struct MaxPool2d {
  Extent size{2, 2};
  Extent stride{2, 2};
  friend bool operator==(MaxPool2d const&, MaxPool2d const&) = default;

  [[nodiscard]] static LayerType const& type();
};

/// The mean of each window; windows that would leave the plane are left out.
struct AveragePool2d {
  Extent size{2, 2};
  Extent stride{2, 2};
  friend bool operator==(AveragePool2d const&, AveragePool2d const&) = default;

  [[nodiscard]] static LayerType const& type();
};

/// The fields of a pool.
template <typename Pool>
[[nodiscard]] std::vector<Field> pool_fields() {
  return {field("size", &Pool::size, ""), field("stride", &Pool::stride, "").repeating("size")};
}

/// The output of windows on every channel by itself.
///
/// \throws ShapeError if \p window is larger than \p input.
[[nodiscard]] Shape pooled_shape(Window const& window, Shape const& input);

/// Rows and columns as `2x3`.
[[nodiscard]] std::string to_string(Extent const& extent);

/// The kernel \p type of the runtime on the windows \p window, called \p name.
[[nodiscard]] Kernel pool_kernel(std::string const& name,
                                 std::string const& type,
                                 Window const& window,
                                 KernelPlace const& place);

/// The ONNX operator \p type with the windows \p window.
[[nodiscard]] OnnxOperator pool_onnx(std::string const& type, Window const& window);

/// \p reduce of the entries of each window of \p layer, row by row.
template <typename Real, typename Reduce>
[[nodiscard]] std::vector<Real>
pooled(Layer const& layer, Window const& window, std::vector<Real> const& x, Reduce const& reduce) {
  Shape const& in = layer.input();
  Shape const& out = layer.output;
  std::vector<Real> y;
  std::vector<Real> entries(window.size.rows * window.size.columns);
  for (std::size_t i = 0; i < out.size(); ++i) {
    std::size_t const channel = i / (out.rows * out.columns);
    std::size_t const row = i / out.columns % out.rows * window.stride.rows;
    std::size_t const column = i % out.columns * window.stride.columns;
    for (std::size_t at = 0; at < entries.size(); ++at) {
      entries[at] = x[(channel * in.rows + row + at / window.size.columns) * in.columns + column +
                      at % window.size.columns];
    }
    y.push_back(reduce(entries));
  }
  return y;
}

/// What the words and names of a pool are made of.
struct PoolWords {
  char const* what;   ///< in formulas: `max`
  char const* kernel; ///< in words: `max pool`
  char const* type;   ///< in the runtime and in ONNX: `MaxPool`
};

/// A pool with the fields \p Pool. \p Derived has `words` and
/// `template <typename Real> static Real reduce(std::vector<Real> const& window)`.
template <typename Derived, typename Pool>
class PoolType : public TypedLayerType<Derived, Pool> {
public:
  explicit PoolType(char const* name) : PoolType::TypedLayerType{name, pool_fields<Pool>()} {}

  [[nodiscard]] Shape output_shape(Operation const& operation,
                                   std::vector<Shape> const& inputs) const final {
    return pooled_shape(*window(operation, inputs.front()), inputs.front());
  }

  [[nodiscard]] std::optional<Window> window(Operation const& operation,
                                             Shape const& /*input*/) const final {
    return Window{.size = this->of(operation).size, .stride = this->of(operation).stride};
  }

  template <typename Real>
  [[nodiscard]] std::vector<Real> compute(Pool const& pool,
                                          Layer const& layer,
                                          Tensors<Real> const& /*tensors*/,
                                          std::vector<Real> const& x) const {
    return pooled(layer, {pool.size, pool.stride}, x, Derived::template reduce<Real>);
  }

  [[nodiscard]] std::string settings(Operation const& operation) const final {
    return to_string(this->of(operation).size);
  }

  [[nodiscard]] std::string formula(Operation const& operation,
                                    std::string const& /*weight*/,
                                    std::string const& s) const final {
    return std::string{Derived::words.what} + " of " + s + " over windows of " +
           settings(operation);
  }

  [[nodiscard]] Kernel kernel(Operation const& operation, KernelPlace const& place) const final {
    return pool_kernel(
        Derived::words.kernel, Derived::words.type, *window(operation, place.input()), place);
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& operation) const final {
    return {pool_onnx(Derived::words.type, *window(operation, {}))};
  }
};

} // namespace equivarify::codegen

#endif
