/// \file
/// Batch normalisation of lifted values [Ioffe and Szegedy, "Batch normalization", 2015].
///
///   y = weight (x - mean) / sqrt(variance + epsilon) + bias, channel by channel
///
/// The copies of a lifted value share everything, so that permuted copies give permuted copies.
/// Channels that a subgroup moves to each other may share their statistics, see
/// channel_orbits.hpp. For
/// evaluation mean and variance are the running ones, which training moves by `momentum` towards
/// those of each batch: over its images, pixels and copies. As in PyTorch a batch is divided by the
/// standard deviation of its numbers, while the running variance estimates that of all numbers, n
/// of them with n - 1 in the denominator.
///
/// In training such a layer waits for all images of a batch, forward and backward; see
/// NormalisingLayer in normalising_graph.hpp.
#ifndef EQUIVARIFY_RUNTIME_NORM_BATCH_NORM_HPP
#define EQUIVARIFY_RUNTIME_NORM_BATCH_NORM_HPP

#include "equivarify/runtime/arrays/crew.hpp"
#include "equivarify/runtime/arrays/weighted.hpp"
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/norm/normalisation.hpp"

#include <cstddef>
#include <type_traits>

namespace equivarify::runtime {

/// What BatchNormMap is made of.
template <typename Map, NormSettings S, Activation A, typename TiedBy>
using NormalisationOf =
    Normalisation<Map::copies, Map::channels, Map::rows * Map::columns, S, A, TiedBy>;

/// Normalises lifted images; \p Map is their type. Channels in one of the orbits of \p TiedBy share
/// their statistics.
template <typename Map, NormSettings S, Activation A, typename TiedBy = NoOrbits>
struct BatchNormMap : NormalisationOf<Map, S, A, TiedBy> {
  using Base = NormalisationOf<Map, S, A, TiedBy>;
  template <typename Orbits>
  using Sharing = BatchNormMap<Map, S, A, Orbits>;
  using Input = Map;
  using Output = Map;
  using typename Base::Gradient;
  using typename Base::Prepared;

  struct Scratch {};

  /// The layer on one image, by one thread.
  template <typename Crew>
  static void forward(Prepared const& prepared, Map const& x, Map& y, Crew const& /*crew*/) {
    Base::apply(prepared.map, x.values.data(), y.values.data());
  }

  /// Makes `forward` use the statistics of the images \p x.
  template <typename Inputs, typename Crew>
  static void observe(Prepared& prepared, Inputs const& x, Crew const& crew) {
    Base::find_statistics(
        x.size(),
        [&](std::size_t n) { return x[n].values.data(); },
        run_with(crew, x.size()),
        prepared);
  }

  /// Backward pass for all images of a batch: sets \p sum, and \p dx unless it is NotNeeded.
  template <typename Inputs,
            typename Outputs,
            typename OutputGradients,
            typename InputGradients,
            typename Crew>
  static void backward(Prepared const& prepared,
                       Inputs const& x,
                       Outputs const& y,
                       OutputGradients const& dy,
                       InputGradients const& dx,
                       Gradient& sum,
                       BackwardRoom& /*room*/,
                       Crew const& crew) {
    auto const place = [&](std::size_t n) {
      return typename Base::Place{x[n].values.data(), y[n].values.data(), dy[n].values.data()};
    };
    auto const run = run_with(crew, x.size());
    Base::add_gradients(x.size(), place, run, prepared, sum);
    if constexpr (!std::is_same_v<InputGradients, NotNeeded>) {
      run([&](std::size_t n) {
        Base::find_gradient(prepared, sum, place(n), dx[n].values.data());
      });
    }
  }

private:
  template <typename Crew>
  static auto run_with(Crew const& crew, std::size_t count) {
    return
        [&crew, count](auto const& f) { crew.run(count, [&](std::size_t n, Scratch&) { f(n); }); };
  }
};

/// Normalises lifted vectors of \p Size entries a copy, each entry a channel, in the same way.
template <std::size_t Copies,
          std::size_t Size,
          NormSettings S,
          Activation A,
          typename TiedBy = NoOrbits>
struct BatchNormVector : Normalisation<Copies, Size, 1, S, A, TiedBy> {
  using Base = Normalisation<Copies, Size, 1, S, A, TiedBy>;
  template <typename Orbits>
  using Sharing = BatchNormVector<Copies, Size, S, A, Orbits>;
  static constexpr std::size_t output_size = Copies * Size;
  using typename Base::Gradient;
  using typename Base::Prepared;

  struct Workspace {};

  /// The layer on \p rows images.
  static void forward(Prepared const& prepared,
                      std::size_t rows,
                      float const* x,
                      float* y,
                      Workspace& /*work*/,
                      ThreadPool& /*pool*/) {
    for (std::size_t n = 0; n < rows; ++n) {
      Base::apply(prepared.map, x + n * output_size, y + n * output_size);
    }
  }

  /// Makes `forward` use the statistics of the \p rows images \p x.
  static void observe(Prepared& prepared, std::size_t rows, float const* x) {
    Base::find_statistics(
        rows, [&](std::size_t n) { return x + n * output_size; }, run_alone(rows), prepared);
  }

  /// Backward pass for all images of a batch: sets \p sum, and \p dx unless it is null.
  static void backward(Prepared const& prepared,
                       std::size_t rows,
                       float const* x,
                       float const* y,
                       float const* dy,
                       float* dx,
                       Gradient& sum) {
    auto const place = [&](std::size_t n) {
      std::size_t const first = n * output_size;
      return typename Base::Place{x + first, y + first, dy + first};
    };
    Base::add_gradients(rows, place, run_alone(rows), prepared, sum);
    for (std::size_t n = 0; dx != nullptr && n < rows; ++n) {
      Base::find_gradient(prepared, sum, place(n), dx + n * output_size);
    }
  }

private:
  static auto run_alone(std::size_t rows) {
    return [rows](auto const& f) {
      for (std::size_t n = 0; n < rows; ++n) {
        f(n);
      }
    };
  }
};

} // namespace equivarify::runtime

#endif
