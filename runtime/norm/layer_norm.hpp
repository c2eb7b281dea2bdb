/// \file
/// Layer normalisation of lifted values [Ba, Kiros and Hinton, "Layer normalization", 2016].
///
///   y = weight (x - mean) / sqrt(variance + epsilon) + bias
///
/// Each copy has a mean and a variance of its own, summed in one order for all copies: so permuted
/// copies give permuted copies, to the bit. Products are such that their exact values are summed,
/// so that it makes no difference whether a compiler fuses them with a sum.
#ifndef EQUIVARIFY_RUNTIME_NORM_LAYER_NORM_HPP
#define EQUIVARIFY_RUNTIME_NORM_LAYER_NORM_HPP

#include "equivarify/runtime/arrays/buffer.hpp"
#include "equivarify/runtime/arrays/crew.hpp"
#include "equivarify/runtime/arrays/weighted.hpp"
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/layers/activations.hpp"
#include "equivarify/runtime/norm/scale_and_shift.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

namespace equivarify::runtime {

/// Which numbers of a copy share a mean and a variance: all of them, or those at one place.
enum class NormOver { copy, place };

/// What normalisations of images and of vectors share. \p Copies lie one after another, with
/// \p Channels numbers each, at each of \p Places places of a value.
template <std::size_t Copies,
          std::size_t Channels,
          std::size_t Places,
          std::uint32_t Epsilon,
          NormOver Over>
class LayerNormalisation {
  static constexpr std::size_t depth = Copies * Channels;
  static constexpr std::size_t part_places = Over == NormOver::place ? 1 : Places;
  static constexpr std::size_t parts = Copies * (Places / part_places);
  static constexpr std::size_t part_size = part_places * Channels;

public:
  using Weights = ScaleAndShift<Channels>;
  using Prepared = Weights;

  /// The gradients of the parameters, summed over images; room for those of each image.
  struct Gradient : ScaleAndShiftSums<Channels> {
    std::vector<double> of_images;
  };

  static Gradient make_gradient() { return {}; }

  static void prepare(Weights const& weights, Prepared& prepared, ThreadPool& /*pool*/) {
    prepared = weights;
  }

  /// The gradients of the parameters from their sums, times \p scale.
  static void collect(Gradient const& sum, float scale, Weights& gradient, ThreadPool& /*pool*/) {
    sum.collect(scale, gradient);
  }

protected:
  /// Normalises one value.
  static void apply(Prepared const& prepared, float const* x, float* y) {
    for (std::size_t part = 0; part < parts; ++part) {
      Statistics const of_part = find_statistics(part, x);
      for_each_number(part, [&](std::size_t i, std::size_t c) {
        double const scaled =
            static_cast<double>(prepared.weight[c]) * static_cast<double>(of_part.normalised(x[i]));
        y[i] = static_cast<float>(scaled + static_cast<double>(prepared.bias[c]));
      });
    }
  }

  /// A value, the gradient of what `apply` made of it, and where its own gradient goes, or null.
  struct Place {
    float const* x;
    float const* dy;
    float* dx;
  };

  /// The backward pass of \p count values: adds the gradients of the parameters to \p sum.
  /// `place(n)` is the Place of value number n, `run(f)` calls f(n) for each n, in any order and by
  /// any thread.
  template <typename Run, typename PlaceOf>
  static void add_gradients(std::size_t count,
                            PlaceOf const& place,
                            Run const& run,
                            Prepared const& prepared,
                            Gradient& sum) {
    sum.of_images.assign(count * 2 * Channels, 0.0);
    run([&](std::size_t n) {
      double* const own = sum.of_images.data() + n * 2 * Channels;
      for (std::size_t part = 0; part < parts; ++part) {
        pass_back(part, prepared, place(n), own, own + Channels);
      }
    });
    for (std::size_t n = 0; n < count; ++n) {
      double const* const own = sum.of_images.data() + n * 2 * Channels;
      for (std::size_t c = 0; c < Channels; ++c) {
        sum.weight[c] += own[c];
        sum.bias[c] += own[Channels + c];
      }
    }
  }

private:
  struct Statistics {
    float mean;
    float factor; ///< 1 / sqrt(variance + epsilon)

    [[nodiscard]] float normalised(float x) const { return (x - mean) * factor; }
  };

  static Statistics find_statistics(std::size_t part, float const* x) {
    double sum = 0;
    for_each_number(part, [&](std::size_t i, std::size_t) { sum += static_cast<double>(x[i]); });
    auto const mean = static_cast<float>(sum / part_size);
    double squares = 0;
    for_each_number(part, [&](std::size_t i, std::size_t) {
      auto const difference = static_cast<double>(x[i] - mean);
      squares += difference * difference;
    });
    double const variance = squares / part_size + static_cast<double>(number_of(Epsilon));
    return {mean, static_cast<float>(1.0 / std::sqrt(variance))};
  }

  /// The backward pass of one part of a value; adds to the gradients of the parameters.
  static void pass_back(
      std::size_t part, Prepared const& prepared, Place const& at, double* weight, double* bias) {
    Statistics const of_part = find_statistics(part, at.x);
    double sum = 0;
    double sum_of_products = 0;
    for_each_number(part, [&](std::size_t i, std::size_t c) {
      auto const normalised = static_cast<double>(of_part.normalised(at.x[i]));
      float const slope = prepared.weight[c] * at.dy[i];
      weight[c] += static_cast<double>(at.dy[i]) * normalised;
      bias[c] += static_cast<double>(at.dy[i]);
      sum += static_cast<double>(slope);
      sum_of_products += static_cast<double>(slope) * normalised;
    });
    if (at.dx == nullptr) {
      return;
    }
    auto const mean = static_cast<double>(static_cast<float>(sum / part_size));
    auto const slant = static_cast<double>(static_cast<float>(sum_of_products / part_size));
    for_each_number(part, [&](std::size_t i, std::size_t c) {
      float const slope = prepared.weight[c] * at.dy[i];
      double const spread = static_cast<double>(of_part.normalised(at.x[i])) * slant;
      auto const rest = static_cast<float>(static_cast<double>(slope) - mean - spread);
      at.dx[i] = of_part.factor * rest;
    });
  }

  /// Calls f(its place, its channel) for every number of part \p part of a value, in the same order
  /// for each copy.
  template <typename F>
  [[gnu::always_inline]] static void for_each_number(std::size_t part, F const& f) {
    std::size_t const first = part / Copies * depth + part % Copies * Channels;
    for (std::size_t place = 0; place < part_places; ++place) {
      for (std::size_t c = 0; c < Channels; ++c) {
        f(first + place * depth + c, c);
      }
    }
  }
};

/// Normalises lifted images; \p Map is their type.
template <typename Map, std::uint32_t Epsilon, NormOver Over = NormOver::copy>
struct LayerNormMap
    : LayerNormalisation<Map::copies, Map::channels, Map::rows * Map::columns, Epsilon, Over> {
  using Base =
      LayerNormalisation<Map::copies, Map::channels, Map::rows * Map::columns, Epsilon, Over>;
  using Input = Map;
  using Output = Map;
  using typename Base::Gradient;
  using typename Base::Prepared;

  struct Scratch {};

  /// The layer on one image, by one thread.
  template <typename Crew>
  static void forward(Prepared const& prepared, Map const& x, Map& y, Crew const& /*crew*/) {
    Base::apply(prepared, x.values.data(), y.values.data());
  }

  /// Backward pass for some images: adds to \p sum, and computes \p dx unless it is NotNeeded.
  template <typename Inputs,
            typename Outputs,
            typename OutputGradients,
            typename InputGradients,
            typename Crew>
  static void backward(Prepared const& prepared,
                       Inputs const& x,
                       Outputs const& /*y*/,
                       OutputGradients const& dy,
                       InputGradients const& dx,
                       Gradient& sum,
                       BackwardRoom& /*room*/,
                       Crew const& crew) {
    auto const place = [&](std::size_t n) {
      typename Base::Place at{x[n].values.data(), dy[n].values.data(), nullptr};
      if constexpr (!std::is_same_v<InputGradients, NotNeeded>) {
        at.dx = dx[n].values.data();
      }
      return at;
    };
    auto const run = [&](auto const& f) {
      crew.run(x.size(), [&](std::size_t n, Scratch&) { f(n); });
    };
    Base::add_gradients(x.size(), place, run, prepared, sum);
  }
};

/// Normalises lifted vectors of \p Size entries a copy, each entry a channel.
template <std::size_t Copies, std::size_t Size, std::uint32_t Epsilon>
struct LayerNormVector : LayerNormalisation<Copies, Size, 1, Epsilon, NormOver::copy> {
  using Base = LayerNormalisation<Copies, Size, 1, Epsilon, NormOver::copy>;
  static constexpr std::size_t output_size = Copies * Size;
  using typename Base::Gradient;
  using typename Base::Prepared;

  /// What `forward` keeps for the backward pass.
  struct Workspace {
    Buffer inputs;
  };

  /// The layer on \p rows images.
  static void forward(Prepared const& prepared,
                      std::size_t rows,
                      float const* x,
                      float* y,
                      Workspace& work,
                      ThreadPool& pool) {
    work.inputs.assign(x, x + rows * output_size);
    pool.run(rows, [&](std::size_t n, std::size_t) {
      Base::apply(prepared, x + n * output_size, y + n * output_size);
    });
  }

  /// Backward pass: adds to the sum of each of \p lane_rows, which are all rows, and computes \p dx
  /// unless it is null. \p work is what `forward` left.
  template <typename Lanes>
  static void backward(Prepared const& prepared,
                       std::size_t /*rows*/,
                       float const* /*y*/,
                       float const* dy,
                       float* dx,
                       Lanes const& lane_rows,
                       Workspace& work,
                       ThreadPool& pool) {
    for (std::size_t l = 0; l < lane_rows.size(); ++l) {
      auto const lane = lane_rows[l];
      auto const place = [&](std::size_t n) {
        std::size_t const first = (lane.first + n) * output_size;
        return typename Base::Place{
            work.inputs.data() + first, dy + first, dx == nullptr ? nullptr : dx + first};
      };
      auto const run = [&](auto const& f) {
        pool.run(lane.count, [&](std::size_t n, std::size_t) { f(n); });
      };
      Base::add_gradients(lane.count, place, run, prepared, lane.sum);
    }
  }
};

} // namespace equivarify::runtime

#endif
