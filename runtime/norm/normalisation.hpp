/// \file
/// The arithmetic of batch normalisation, for values on images and on vectors.
#ifndef EQUIVARIFY_RUNTIME_NORM_NORMALISATION_HPP
#define EQUIVARIFY_RUNTIME_NORM_NORMALISATION_HPP

#include "equivarify/runtime/arrays/weighted.hpp"
#include "equivarify/runtime/base/batch_part.hpp"
#include "equivarify/runtime/base/layer_form.hpp"
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/layers/activations.hpp"
#include "equivarify/runtime/norm/batch_statistics.hpp"
#include "equivarify/runtime/norm/channel_orbits.hpp"
#include "equivarify/runtime/norm/norm_weights.hpp"
#include "equivarify/runtime/norm/scale_and_shift.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace equivarify::runtime {

/// What normalisations of images and of vectors share. \p Copies lie one after another, with
/// \p Channels numbers each, at each of \p Places places of a value. Channels of one of the orbits
/// of \p TiedBy share their statistics, see ChannelOrbits.
template <std::size_t Copies,
          std::size_t Channels,
          std::size_t Places,
          NormSettings S,
          Activation A,
          typename TiedBy>
class Normalisation {
  using Sums = BatchSums<Copies, Channels>;
  using Orbits = ChannelOrbits<TiedBy, Channels>;
  using Numbers = std::array<float, Channels>;
  static constexpr std::size_t depth = Copies * Channels;

public:
  using Weights = NormWeights<Channels>;
  /// Of the layer with weights before it, which it is part of.
  static constexpr LayerForm integer_form{.relu = A == Activation::relu,
                                          .epsilon = number_of(S.epsilon)};

  /// The map that `forward` applies, and in training what it was made of.
  struct Prepared {
    ChannelMap<Channels> map;
    Weights weights;
    Numbers mean{};                          ///< of the batch, and of the channel's orbit
    std::array<double, Channels> variance{}; ///< the same
    double count = 0;                        ///< numbers of a channel in the batch
    ImageGather* gather = nullptr;           ///< see BatchPart
    Sums sums;
  };

  /// The gradients of the parameters, summed over a batch.
  struct Gradient : ScaleAndShiftSums<Channels> {
    Sums sums;
  };

  static Gradient make_gradient() { return {}; }

  /// Makes `forward` use the running statistics.
  static void prepare(Weights const& weights, Prepared& prepared, ThreadPool& /*pool*/) {
    prepared.weights = weights;
    prepared.map =
        normalising_map<Channels, S>(weights, weights.running_mean, weights.running_variance);
  }

  /// Prepares for \p part of a batch.
  static void begin_batch(BatchPart const& part, Prepared& prepared) {
    prepared.count = static_cast<double>(part.batch_images * Copies * Places);
    prepared.gather = part.gather;
  }

  /// The same again after a batch.
  static void end_batch(Prepared& prepared) {
    prepared.map = normalising_map<Channels, S>(
        prepared.weights, prepared.weights.running_mean, prepared.weights.running_variance);
  }

  /// Moves the running statistics of \p weights towards those of the last batch.
  static void update_state(Prepared const& prepared, Weights& weights) {
    auto const momentum = static_cast<double>(number_of(S.momentum));
    auto const move = [momentum](float& running, double seen) {
      running =
          static_cast<float>((1.0 - momentum) * static_cast<double>(running) + momentum * seen);
    };
    for (std::size_t c = 0; c < Channels; ++c) {
      double const count = prepared.count * static_cast<double>(Orbits::size_of(c));
      // A single number has no spread: 0 then, and not 0 / 0.
      double const estimate = count / std::max(count - 1.0, 1.0);
      move(weights.running_mean[c], static_cast<double>(prepared.mean[c]));
      move(weights.running_variance[c], prepared.variance[c] * estimate);
    }
  }

  /// The gradients of the parameters from their sums, times \p scale.
  static void collect(Gradient const& sum, float scale, Weights& gradient, ThreadPool& /*pool*/) {
    sum.collect(scale, gradient);
    gradient.running_mean.fill(0.0F);
    gradient.running_variance.fill(0.0F);
  }

protected:
  /// Applies the map to one value.
  static void apply(ChannelMap<Channels> const& map, float const* x, float* y) {
    for_each_number([&](std::size_t i, std::size_t, std::size_t c) {
      // The product of two floats is exact here, so that it makes no difference to the bits whether
      // a compiler fuses it with the sum.
      double const scaled = static_cast<double>(map.scale[c]) * static_cast<double>(x[i]);
      auto const value = static_cast<float>(scaled + static_cast<double>(map.shift[c]));
      y[i] = A == Activation::relu && !(value > 0.0F) ? 0.0F : value;
    });
  }

  /// Finds mean and variance of all values of the batch, \p count of which are here, and makes
  /// `forward` use them. `x(n)` is value number n, `run(f)` calls f(n) for each n, in any order and
  /// by any thread.
  template <typename Run, typename Values>
  static void
  find_statistics(std::size_t count, Values const& x, Run const& run, Prepared& prepared) {
    prepared.sums.start(count, 1);
    run([&](std::size_t n) {
      add_up(x(n), prepared.sums.of_image(n, 0), [](float value, std::size_t) {
        return static_cast<double>(value);
      });
    });
    auto totals = prepared.sums.totals(prepared.gather).front();
    Orbits::average_with_signs(totals);
    for (std::size_t c = 0; c < Channels; ++c) {
      prepared.mean[c] = static_cast<float>(totals[c] / prepared.count);
    }
    prepared.sums.start(count, 1);
    run([&](std::size_t n) {
      add_up(x(n), prepared.sums.of_image(n, 0), [&](float value, std::size_t c) {
        auto const difference = static_cast<double>(value - prepared.mean[c]);
        return difference * difference;
      });
    });
    auto squares = prepared.sums.totals(prepared.gather).front();
    Orbits::average(squares);
    for (std::size_t c = 0; c < Channels; ++c) {
      prepared.variance[c] = squares[c] / prepared.count;
    }
    prepared.map = normalising_map<Channels, S>(prepared.weights, prepared.mean, prepared.variance);
  }

  /// A value, what `forward` made of it, and the gradient of that.
  struct Place {
    float const* x;
    float const* y;
    float const* dy;
  };

  /// Adds the gradients of the parameters to \p sum, those of the whole batch. `place(n)` is the
  /// Place of value number n.
  template <typename Run, typename PlaceOf>
  static void add_gradients(std::size_t count,
                            PlaceOf const& place,
                            Run const& run,
                            Prepared const& prepared,
                            Gradient& sum) {
    sum.sums.start(count, 2);
    run([&](std::size_t n) {
      Place const at = place(n);
      double* const of_gradients = sum.sums.of_image(n, 0);
      double* const of_products = sum.sums.of_image(n, 1);
      for_each_number([&](std::size_t i, std::size_t lane, std::size_t c) {
        auto const gradient = static_cast<double>(slope(at, i));
        of_gradients[lane] += gradient;
        of_products[lane] += gradient * static_cast<double>(at.x[i] - prepared.mean[c]);
      });
    });
    auto const totals = sum.sums.totals(prepared.gather);
    for (std::size_t c = 0; c < Channels; ++c) {
      sum.bias[c] += totals[0][c];
      sum.weight[c] += totals[1][c] / deviation(prepared, c);
    }
  }

  /// The gradient of a value, through the statistics too: from \p sum, which has those of this
  /// batch alone.
  static void
  find_gradient(Prepared const& prepared, Gradient const& sum, Place const& at, float* dx) {
    auto of_gradients = sum.bias;
    auto of_products = sum.weight;
    Orbits::average_with_signs(of_gradients);
    Orbits::average(of_products);
    Numbers offset;
    Numbers slant;
    for (std::size_t c = 0; c < Channels; ++c) {
      offset[c] = static_cast<float>(of_gradients[c] / prepared.count);
      slant[c] = static_cast<float>(of_products[c] / prepared.count / deviation(prepared, c));
    }
    for_each_number([&](std::size_t i, std::size_t, std::size_t c) {
      // In double precision for the same reason as in `apply`.
      double const spread =
          static_cast<double>(at.x[i] - prepared.mean[c]) * static_cast<double>(slant[c]);
      double const rest = static_cast<double>(slope(at, i) - offset[c]) - spread;
      dx[i] = static_cast<float>(static_cast<double>(prepared.map.scale[c]) * rest);
    });
  }

private:
  /// Calls f(its place, its place among those of one pixel, its channel) for every number of a
  /// value.
  template <typename F>
  [[gnu::always_inline]] static void for_each_number(F const& f) {
    for (std::size_t place = 0; place < Places; ++place) {
      for (std::size_t h = 0; h < Copies; ++h) {
        for (std::size_t c = 0; c < Channels; ++c) {
          f(place * depth + h * Channels + c, h * Channels + c, c);
        }
      }
    }
  }

  /// Adds `term(number, channel)` of every number of a value to its sums.
  template <typename Term>
  static void add_up(float const* x, double* sums, Term const& term) {
    for_each_number(
        [&](std::size_t i, std::size_t lane, std::size_t c) { sums[lane] += term(x[i], c); });
  }

  /// The gradient before the activation.
  static float slope(Place const& at, std::size_t i) {
    return A == Activation::relu && !(at.y[i] > 0.0F) ? 0.0F : at.dy[i];
  }

  static double deviation(Prepared const& prepared, std::size_t c) {
    return std::sqrt(prepared.variance[c] + static_cast<double>(number_of(S.epsilon)));
  }
};

} // namespace equivarify::runtime

#endif
