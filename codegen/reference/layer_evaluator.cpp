#include "equivarify/codegen/reference/layer_evaluator.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace equivarify::codegen {
namespace {

/// The layers one by one; each fills and returns the output.
template <typename Real>
class LayerEvaluator {
public:
  LayerEvaluator(Layer const& layer,
                 std::vector<Real> const& weight,
                 std::vector<Real> const& bias,
                 std::vector<Real> const& input)
      : in_{layer.input}, out_{layer.output}, weight_{weight}, bias_{bias}, x_{input},
        y_(out_.size()) {}

  std::vector<Real> operator()(Conv2d const& conv) {
    for (std::size_t filter = 0; filter < out_.channels; ++filter) {
      std::fill_n(y_.begin() + offset(out_, filter, 0, 0), out_.rows * out_.columns, bias_[filter]);
      for (std::size_t channel = 0; channel < in_.channels; ++channel) {
        add_channel(conv, filter, channel);
      }
    }
    return std::move(y_);
  }

  std::vector<Real> operator()(Dense const&) {
    for (std::size_t unit = 0; unit < out_.channels; ++unit) {
      Real sum = bias_[unit];
      for (std::size_t i = 0; i < x_.size(); ++i) {
        sum += weight_[unit * x_.size() + i] * x_[i];
      }
      y_[unit] = sum;
    }
    return std::move(y_);
  }

  std::vector<Real> operator()(Relu const&) {
    std::transform(
        x_.begin(), x_.end(), y_.begin(), [](Real value) { return value > 0 ? value : Real{0}; });
    return std::move(y_);
  }

  std::vector<Real> operator()(MaxPool2d const& pool) {
    return for_each_window(pool, [](std::vector<Real> const& window) {
      return *std::max_element(window.begin(), window.end());
    });
  }

  std::vector<Real> operator()(AveragePool2d const& pool) {
    return for_each_window(pool, [](std::vector<Real> const& window) {
      Real sum = 0;
      for (Real const value : window) {
        sum += value;
      }
      return sum / static_cast<Real>(window.size());
    });
  }

  std::vector<Real> operator()(Flatten const&) { return x_; }

  std::vector<Real> operator()(Softmax const&) {
    Real const largest = *std::max_element(x_.begin(), x_.end()); // keeps exp from overflowing
    Real sum = 0;
    for (std::size_t i = 0; i < x_.size(); ++i) {
      y_[i] = std::exp(x_[i] - largest);
      sum += y_[i];
    }
    std::transform(y_.begin(), y_.end(), y_.begin(), [sum](Real value) { return value / sum; });
    return std::move(y_);
  }

private:
  static std::ptrdiff_t
  offset(Shape const& shape, std::size_t channel, std::size_t row, std::size_t column) {
    return static_cast<std::ptrdiff_t>((channel * shape.rows + row) * shape.columns + column);
  }

  /// The outputs i of one axis whose input i * stride + tap - pad lies in [0, size).
  struct Range {
    std::size_t begin;
    std::size_t end;
  };

  static Range outputs_inside(
      std::size_t outputs, std::size_t size, std::size_t stride, std::size_t tap, std::size_t pad) {
    Range range{0, outputs};
    while (range.begin < range.end && range.begin * stride + tap < pad) {
      ++range.begin;
    }
    while (range.end > range.begin && (range.end - 1) * stride + tap >= size + pad) {
      --range.end;
    }
    return range;
  }

  void add_channel(Conv2d const& conv, std::size_t filter, std::size_t channel) {
    for (std::size_t a = 0; a < conv.kernel.rows; ++a) {
      for (std::size_t b = 0; b < conv.kernel.columns; ++b) {
        add_shifted_plane(conv, filter, channel, {a, b});
      }
    }
  }

  /// y[filter][i][j] += w[filter][channel][a][b] x[channel][i s + a - p][j s + b - p] wherever that
  /// lies inside.
  void add_shifted_plane(Conv2d const& conv, std::size_t filter, std::size_t channel, Extent tap) {
    bool const same = conv.padding == Padding::same;
    Extent const pad{same ? (conv.kernel.rows - 1) / 2 : 0,
                     same ? (conv.kernel.columns - 1) / 2 : 0};
    Shape const kernels{in_.channels, conv.kernel.rows, conv.kernel.columns};
    std::size_t const kernel = filter * kernels.size();
    Real const w =
        weight_[kernel + static_cast<std::size_t>(offset(kernels, channel, tap.rows, tap.columns))];
    Range const rows = outputs_inside(out_.rows, in_.rows, conv.stride.rows, tap.rows, pad.rows);
    Range const columns =
        outputs_inside(out_.columns, in_.columns, conv.stride.columns, tap.columns, pad.columns);
    for (std::size_t i = rows.begin; i < rows.end; ++i) {
      Real* const y = y_.data() + offset(out_, filter, i, 0);
      Real const* const x =
          x_.data() + offset(in_, channel, i * conv.stride.rows + tap.rows - pad.rows, 0);
      for (std::size_t j = columns.begin; j < columns.end; ++j) {
        y[j] += w * x[j * conv.stride.columns + tap.columns - pad.columns];
      }
    }
  }

  template <typename Pool, typename Reduce>
  std::vector<Real> for_each_window(Pool const& pool, Reduce const& reduce) {
    std::vector<Real> window(pool.size.rows * pool.size.columns);
    auto y = y_.begin();
    for (std::size_t channel = 0; channel < out_.channels; ++channel) {
      for (std::size_t i = 0; i < out_.rows; ++i) {
        for (std::size_t j = 0; j < out_.columns; ++j) {
          read_window(pool.size,
                      offset(in_, channel, i * pool.stride.rows, j * pool.stride.columns),
                      window);
          *y++ = reduce(window);
        }
      }
    }
    return std::move(y_);
  }

  void read_window(Extent size, std::ptrdiff_t corner, std::vector<Real>& window) const {
    auto to = window.begin();
    for (std::size_t row = 0; row < size.rows; ++row) {
      auto const from = x_.begin() + corner + static_cast<std::ptrdiff_t>(row * in_.columns);
      to = std::copy_n(from, size.columns, to);
    }
  }

  Shape in_;
  Shape out_;
  std::vector<Real> const& weight_;
  std::vector<Real> const& bias_;
  std::vector<Real> const& x_;
  std::vector<Real> y_;
};

} // namespace

template <typename Real>
std::vector<Real> evaluate_layer(Layer const& layer,
                                 std::vector<Real> const& weight,
                                 std::vector<Real> const& bias,
                                 std::vector<Real> const& input) {
  return std::visit(LayerEvaluator<Real>{layer, weight, bias, input}, layer.operation);
}

template std::vector<float> evaluate_layer(Layer const&,
                                           std::vector<float> const&,
                                           std::vector<float> const&,
                                           std::vector<float> const&);
template std::vector<double> evaluate_layer(Layer const&,
                                            std::vector<double> const&,
                                            std::vector<double> const&,
                                            std::vector<double> const&);

} // namespace equivarify::codegen
