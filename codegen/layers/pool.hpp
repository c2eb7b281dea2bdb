/// \file
/// The layers `max_pool1d` to `max_pool3d` and `average_pool1d` to `average_pool3d`, and what pools
/// share.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_POOL_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_POOL_HPP

#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/shape_rules.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The largest entry of each window; windows that would leave the padded plane are left out, and
/// padding is never the largest.
template <std::size_t Axes>
struct MaxPool {
  static constexpr std::size_t axes = Axes;

  Extent size = equal_extent(Axes, 2);
  Extent stride = equal_extent(Axes, 2);
  Padding padding = Padding::valid;
  friend bool operator==(MaxPool const&, MaxPool const&) = default;

  [[nodiscard]] static LayerType const& type();
};

/// The mean of each window; windows that would leave the padded plane are left out.
template <std::size_t Axes>
struct AveragePool {
  static constexpr std::size_t axes = Axes;

  Extent size = equal_extent(Axes, 2);
  Extent stride = equal_extent(Axes, 2);
  Padding padding = Padding::valid;
  bool count_include_pad = true; ///< padding counts as zeros; otherwise it does not count
  friend bool operator==(AveragePool const&, AveragePool const&) = default;

  [[nodiscard]] static LayerType const& type();
};

using MaxPool2d = MaxPool<2>;
using AveragePool2d = AveragePool<2>;

/// The fields that all pools have.
template <typename Pool>
[[nodiscard]] std::vector<Field> pool_fields() {
  return {
      field("size", &Pool::size, "Of the windows.")
          .along(Pool::axes)
          .refused("larger than the input"),
      field("stride", &Pool::stride, "From one window to the next; as size where it is left out.")
          .along(Pool::axes)
          .repeating("size"),
      field("padding", &Pool::padding, "")
          .along(Pool::axes)
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

/// The ONNX operator \p type along \p axes axes with the windows \p window, likewise.
[[nodiscard]] OnnxOperator
pool_onnx(std::string const& type, Window const& window, bool counts_padding, std::size_t axes);

/// The places of windows of \p window along one axis: calls `use(entry)` for each entry of the
/// \p size ones that output \p i sees.
template <typename Use>
void for_each_entry(WindowAxis const& window, std::size_t size, std::size_t i, Use const& use) {
  for (std::size_t at = 0; at < window.size; ++at) {
    // Outside an index is negative, and wraps round, or too large.
    std::size_t const entry = i * window.stride + at - window.before;
    if (entry < size) {
      use(entry);
    }
  }
}

/// \p reduce of the entries of each window of \p layer that lie in the plane, row by row.
template <typename Real, typename Reduce>
[[nodiscard]] std::vector<Real>
pooled(Layer const& layer, Window const& window, std::vector<Real> const& x, Reduce const& reduce) {
  auto const in = layer.input().axes();
  auto const out = layer.output.axes();
  auto const axes = window.axes();
  std::vector<Real> y;
  for (std::size_t i = 0; i < layer.output.size(); ++i) {
    std::size_t const first = i / layer.output.plane() * layer.input().plane();
    std::vector<Real> entries;
    for_each_entry(axes[0], in[0], i / out[2] / out[1] % out[0], [&](std::size_t slice) {
      for_each_entry(axes[1], in[1], i / out[2] % out[1], [&](std::size_t row) {
        for_each_entry(axes[2], in[2], i % out[2], [&](std::size_t column) {
          entries.push_back(x[first + (slice * in[1] + row) * in[2] + column]);
        });
      });
    });
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
    expect_axes(inputs.front(), Pool::axes, this->name());
    return pooled_shape(window_of(pool), pool.padding, inputs.front());
  }

  [[nodiscard]] std::optional<Window> window(Operation const& operation,
                                             Shape const& /*input*/) const final {
    return window_of(this->of(operation));
  }

  [[nodiscard]] std::size_t axes() const final { return Pool::axes; }

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
    return {
        pool_onnx(Derived::words.type, window_of(pool), Derived::counts_padding(pool), Pool::axes)};
  }
};

} // namespace equivarify::codegen

#endif
