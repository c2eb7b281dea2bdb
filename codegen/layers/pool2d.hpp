/// \file
/// The layers `max_pool2d` and `average_pool2d`, and what they share.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_POOL2D_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_POOL2D_HPP

#include "equivarify/codegen/layers/layer_type.hpp"

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

/// \p what, `max` or `mean`, of \p s over windows of \p size, in words.
[[nodiscard]] std::string
pool_formula(std::string const& what, std::string const& s, Extent const& size);

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
  Shape const& in = layer.input;
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

} // namespace equivarify::codegen

#endif
