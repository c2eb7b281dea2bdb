/// \file
/// The layers `max_pool2d` and `average_pool2d`, and what they share.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_POOL2D_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_POOL2D_HPP

#include "equivarify/codegen/layers/layer_type.hpp"

#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The largest entry of each window; windows that would leave the padded plane are left out, and
/// padding is never the largest.
struct MaxPool2d {
  Extent size{2, 2};
  Extent stride{2, 2};
  Padding padding = Padding::valid;
  friend bool operator==(MaxPool2d const&, MaxPool2d const&) = default;

  [[nodiscard]] static LayerType const& type();
};

/// The mean of each window; windows that would leave the padded plane are left out.
struct AveragePool2d {
  Extent size{2, 2};
  Extent stride{2, 2};
  Padding padding = Padding::valid;
  bool count_include_pad = true; ///< padding counts as zeros; otherwise it does not count
  friend bool operator==(AveragePool2d const&, AveragePool2d const&) = default;

  [[nodiscard]] static LayerType const& type();
};

/// The fields that all pools have.
template <typename Pool>
[[nodiscard]] std::vector<Field> pool_fields() {
  return {
      field("size", &Pool::size, "Of the windows.").refused("larger than the input"),
      field("stride", &Pool::stride, "From one window to the next; as size where it is left out.")
          .repeating("size"),
      field("padding", &Pool::padding, "")
          .with_default(Padding::valid)
          .late()
          .refused("as large as size; same with an even size")};
}

/// The windows of \p pool.
template <typename Pool>
[[nodiscard]] Window window_of(Pool const& pool) {
  return {.size = pool.size, .stride = pool.stride, .pad = pool.padding.of(pool.size)};
}

/// The output of windows on every channel by itself.
///
/// \throws ShapeError if \p window is larger than \p input, or no larger than its padding.
[[nodiscard]] Shape pooled_shape(Window const& window, Padding const& padding, Shape const& input);

/// Rows and columns as `2x3`.
[[nodiscard]] std::string to_string(Extent const& extent);

/// What the words and names of a pool are made of.
struct PoolWords {
  char const* what;   ///< in formulas: `max`
  char const* kernel; ///< in words: `max pool`
  char const* type;   ///< in the runtime and in ONNX: `MaxPool`
};

/// The kernel of the runtime on the windows \p window; \p counts_padding if it is a mean in which
/// padding counts.
[[nodiscard]] Kernel pool_kernel(PoolWords const& words,
                                 Window const& window,
                                 bool counts_padding,
                                 KernelPlace const& place);

/// The ONNX operator \p type with the windows \p window, likewise.
[[nodiscard]] OnnxOperator
pool_onnx(std::string const& type, Window const& window, bool counts_padding);

/// \p reduce of the entries of each window of \p layer that lie in the plane, row by row.
template <typename Real, typename Reduce>
[[nodiscard]] std::vector<Real>
pooled(Layer const& layer, Window const& window, std::vector<Real> const& x, Reduce const& reduce) {
  Shape const& in = layer.input();
  Shape const& out = layer.output;
  std::vector<Real> y;
  std::vector<Real> entries;
  for (std::size_t i = 0; i < out.size(); ++i) {
    std::size_t const channel = i / (out.rows * out.columns);
    // Outside the plane an index is negative, and wraps round, or too large.
    std::size_t const top = i / out.columns % out.rows * window.stride.rows - window.pad.top;
    std::size_t const left = i % out.columns * window.stride.columns - window.pad.left;
    entries.clear();
    for (std::size_t at = 0; at < window.size.rows * window.size.columns; ++at) {
      std::size_t const row = top + at / window.size.columns;
      std::size_t const column = left + at % window.size.columns;
      if (row < in.rows && column < in.columns) {
        entries.push_back(x[(channel * in.rows + row) * in.columns + column]);
      }
    }
    y.push_back(reduce(entries));
  }
  return y;
}

/// A pool with the fields \p Pool. \p Derived has `words`, `static bool counts_padding(Pool
/// const&)` and `template <typename Real> static Real reduce(Pool const&, std::vector<Real> const&
/// entries)` of the entries of a window that lie in the plane.
template <typename Derived, typename Pool>
class PoolType : public TypedLayerType<Derived, Pool> {
public:
  PoolType(char const* name, char const* help, std::vector<Field> fields)
      : PoolType::TypedLayerType{name, help, std::move(fields)} {}

  [[nodiscard]] Shape output_shape(Operation const& operation,
                                   std::vector<Shape> const& inputs) const final {
    Pool const& pool = this->of(operation);
    return pooled_shape(window_of(pool), pool.padding, inputs.front());
  }

  [[nodiscard]] std::optional<Window> window(Operation const& operation,
                                             Shape const& /*input*/) const final {
    return window_of(this->of(operation));
  }

  template <typename Real>
  [[nodiscard]] std::vector<Real> compute(Pool const& pool,
                                          Layer const& layer,
                                          Tensors<Real> const& /*tensors*/,
                                          std::vector<Real> const& x) const {
    return pooled(layer, window_of(pool), x, [&pool](std::vector<Real> const& entries) {
      return Derived::reduce(pool, entries);
    });
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
    Pool const& pool = this->of(operation);
    return pool_kernel(Derived::words, window_of(pool), Derived::counts_padding(pool), place);
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& operation) const final {
    Pool const& pool = this->of(operation);
    return {pool_onnx(Derived::words.type, window_of(pool), Derived::counts_padding(pool))};
  }
};

} // namespace equivarify::codegen

#endif
