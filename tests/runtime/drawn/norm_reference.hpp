/// \file
/// Batch normalisation by the formulas of its paper.
#ifndef EQUIVARIFY_TESTS_RUNTIME_DRAWN_NORM_REFERENCE_HPP
#define EQUIVARIFY_TESTS_RUNTIME_DRAWN_NORM_REFERENCE_HPP

#include "equivarify/runtime/layers/activations.hpp"
#include "equivarify/runtime/norm/norm_weights.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "runtime/kernel_reference.hpp"

namespace equivarify::runtime::testing {

/// Numbers of several images: entry (image, place, copy, channel) is
/// `[((image * places + place) * copies + copy) * channels + channel]`.
struct NormShape {
  std::size_t places;
  std::size_t copies;
  std::size_t channels;

  [[nodiscard]] std::size_t size() const { return places * copies * channels; }
};

/// What a normalisation computes in one step of a training and after it.
template <typename Number>
struct NormResult {
  std::vector<Number> y;
  std::vector<Number> dx;
  std::vector<Number> weight_gradient;
  std::vector<Number> bias_gradient;
  std::vector<Number> running_mean;
  std::vector<Number> running_variance;
  std::vector<Number> evaluated; ///< the layer with the new running statistics
};

/// A batch and the layer's tensors.
struct NormInputs {
  std::vector<float> x;
  std::vector<float> dy;
  std::vector<std::vector<float>> tensors; ///< weight, bias, running mean and variance
};

/// `Settings` of the cases: neither field at its default.
inline constexpr NormSettings norm_settings{.epsilon = bits_of(0.01F), .momentum = bits_of(0.3F)};

inline NormInputs random_batch(NormShape const& shape, KernelInputs const& inputs) {
  Random random{inputs.seed};
  NormInputs batch{std::vector<float>(inputs.images * shape.size()),
                   std::vector<float>(inputs.images * shape.size()),
                   std::vector(4, std::vector<float>(shape.channels))};
  fill_randomly(batch.x, random);
  fill_randomly(batch.dy, random);
  for (std::vector<float>& tensor : batch.tensors) {
    fill_randomly(tensor, random);
  }
  for (float& variance : batch.tensors[3]) {
    variance = std::abs(variance);
  }
  return batch;
}

/// A batch normalisation by the formulas of its paper, in double precision.
class ObviousNorm {
public:
  /// Whether a relu lets a gradient pass is taken from the layer's own output \p y: where it is 0
  /// to rounding either is right.
  ObviousNorm(NormShape const& shape,
              bool relu,
              NormInputs const& batch,
              std::vector<float> const& y)
      : shape_{shape}, relu_{relu}, batch_{batch}, y_{y} {
    result_.y.resize(batch.x.size());
    result_.dx.resize(batch.x.size());
    result_.evaluated.resize(batch.x.size());
  }

  NormResult<double> run() {
    for (std::size_t c = 0; c < shape_.channels; ++c) {
      normalise(c);
    }
    return result_;
  }

private:
  [[nodiscard]] static double fraction(std::uint32_t bits) {
    return static_cast<double>(number_of(bits));
  }

  [[nodiscard]] double x(std::size_t i) const { return static_cast<double>(batch_.x[i]); }

  [[nodiscard]] double tensor(std::size_t t, std::size_t c) const {
    return static_cast<double>(batch_.tensors[t][c]);
  }

  [[nodiscard]] double activated(double y) const { return relu_ ? std::max(y, 0.0) : y; }

  void normalise(std::size_t c) {
    double const epsilon = fraction(norm_settings.epsilon);
    double count = 0;
    double mean = 0;
    double variance = 0;
    for (std::size_t i = c; i < batch_.x.size(); i += shape_.channels) {
      count += 1;
      mean += x(i);
    }
    mean /= count;
    for (std::size_t i = c; i < batch_.x.size(); i += shape_.channels) {
      variance += (x(i) - mean) * (x(i) - mean) / count;
    }
    double const deviation = std::sqrt(variance + epsilon);
    for (std::size_t i = c; i < batch_.x.size(); i += shape_.channels) {
      result_.y[i] = activated(tensor(0, c) * (x(i) - mean) / deviation + tensor(1, c));
    }
    differentiate(c, count, mean, deviation);
    double const momentum = fraction(norm_settings.momentum);
    double const estimate = count > 1 ? variance * count / (count - 1) : variance;
    result_.running_mean.push_back((1 - momentum) * tensor(2, c) + momentum * mean);
    result_.running_variance.push_back((1 - momentum) * tensor(3, c) + momentum * estimate);
    evaluate(c);
  }

  /// The layer after the step; single precision keeps the running statistics.
  void evaluate(std::size_t c) {
    auto const mean = static_cast<double>(static_cast<float>(result_.running_mean[c]));
    auto const variance = static_cast<double>(static_cast<float>(result_.running_variance[c]));
    double const deviation = std::sqrt(variance + fraction(norm_settings.epsilon));
    for (std::size_t i = c; i < batch_.x.size(); i += shape_.channels) {
      result_.evaluated[i] = activated(tensor(0, c) * (x(i) - mean) / deviation + tensor(1, c));
    }
  }

  void differentiate(std::size_t c, double count, double mean, double deviation) {
    double weight = 0;
    double bias = 0;
    double of_variance = 0;
    double of_mean = 0;
    auto const gradient = [&](std::size_t i) {
      return relu_ && !(y_[i] > 0.0F) ? 0.0 : static_cast<double>(batch_.dy[i]);
    };
    for (std::size_t i = c; i < batch_.x.size(); i += shape_.channels) {
      weight += gradient(i) * (x(i) - mean) / deviation;
      bias += gradient(i);
      double const of_normal = gradient(i) * tensor(0, c);
      of_variance += of_normal * (x(i) - mean) * -0.5 / (deviation * deviation * deviation);
      of_mean -= of_normal / deviation;
    }
    for (std::size_t i = c; i < batch_.x.size(); i += shape_.channels) {
      result_.dx[i] = gradient(i) * tensor(0, c) / deviation +
                      of_variance * 2 * (x(i) - mean) / count + of_mean / count;
    }
    result_.weight_gradient.push_back(weight);
    result_.bias_gradient.push_back(bias);
  }

  NormShape shape_;
  bool relu_;
  NormInputs const& batch_;
  std::vector<float> const& y_;
  NormResult<double> result_;
};

} // namespace equivarify::runtime::testing

#endif
