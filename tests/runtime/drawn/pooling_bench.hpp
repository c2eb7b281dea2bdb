/// \file
/// Poolings of random images against the obvious loops.
#ifndef EQUIVARIFY_TESTS_RUNTIME_DRAWN_POOLING_BENCH_HPP
#define EQUIVARIFY_TESTS_RUNTIME_DRAWN_POOLING_BENCH_HPP

#include "equivarify/runtime/layers/pooling.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "runtime/kernel_reference.hpp"

namespace equivarify::runtime::testing {

/// The shape of both poolings.
template <typename Map, PoolSizes S>
struct PoolingCase {
  using Input = Map;
  static constexpr PoolSizes sizes = S;
  using Max = MaxPool<Map, S>;
  using Average = AveragePool<Map, S>;
};

/// One copy and channel of an image.
template <typename Map>
struct Plane {
  std::size_t lane = 0;

  [[nodiscard]] std::size_t place(std::size_t y, std::size_t x) const {
    return (y * Map::columns + x) * Map::depth + lane;
  }
};

/// Calls f(place in the output, places of its window in the input, row by row, without padding).
template <typename C, typename Pool, typename F>
void for_each_window(F const& f) {
  constexpr PoolSizes sizes = C::sizes;
  constexpr std::size_t slice_rows = C::Input::rows / sizes.depth;
  using Output = typename Pool::Output;
  for (std::size_t lane = 0; lane < Output::depth; ++lane) {
    for (std::size_t pixel = 0; pixel < Output::rows * Output::columns; ++pixel) {
      std::size_t const y = pixel / Output::columns;
      std::size_t const x = pixel % Output::columns;
      std::vector<std::size_t> window;
      for (std::size_t i = 0; i < sizes.slices * sizes.rows * sizes.columns; ++i) {
        std::size_t const tap_row = i / sizes.columns;
        // A place in the margin wraps around to a huge number.
        std::size_t const slice = y / Pool::output_rows * sizes.stride_slices +
                                  tap_row / sizes.rows - sizes.padding_front;
        std::size_t const row =
            y % Pool::output_rows * sizes.stride_rows + tap_row % sizes.rows - sizes.padding_top;
        std::size_t const column =
            x * sizes.stride_columns + i % sizes.columns - sizes.padding_left;
        if (slice < sizes.depth && row < slice_rows && column < C::Input::columns) {
          window.push_back(Plane<typename C::Input>{lane}.place(slice * slice_rows + row, column));
        }
      }
      f(Plane<Output>{lane}.place(y, x), window);
    }
  }
}

/// An input, and what the layer makes of it.
template <typename Pool>
struct PoolingBench {
  using Input = typename Pool::Input;
  using Output = typename Pool::Output;
  std::unique_ptr<Input> input = std::make_unique<Input>();
  std::unique_ptr<Output> output = std::make_unique<Output>();
  std::unique_ptr<Output> output_gradient = std::make_unique<Output>();
  std::unique_ptr<Input> input_gradient = std::make_unique<Input>();

  /// Entries are whole numbers up to \p values, so that few of them make ties.
  PoolingBench(std::uint64_t seed, std::uint32_t values) {
    Random random{seed};
    for (float& value : input->values) {
      value = std::floor(static_cast<float>(random.uniform(0.0, static_cast<double>(values))));
    }
    fill_randomly(output_gradient->values, random);
    Pool::forward(*input, *output);
    Pool::backward(*input, *output, *output_gradient, *input_gradient);
  }

  /// How far it is from \p expected.
  [[nodiscard]] Deviation deviation(std::vector<double> const& y,
                                    std::vector<double> const& dx) const {
    Deviation result;
    result.note("output", output->values, y);
    result.note("input gradient", input_gradient->values, dx);
    return result;
  }
};

/// How far the pooling of \p C to the largest entries is from its definition.
template <typename C>
Deviation max_pool_deviation(std::uint64_t seed, std::uint32_t values) {
  using Pool = typename C::Max;
  PoolingBench<Pool> const bench(seed, values);
  std::vector<double> y(Pool::Output::size);
  std::vector<double> dx(Pool::Input::size);
  for_each_window<C, Pool>([&](std::size_t out, std::vector<std::size_t> const& window) {
    std::size_t first = window.front();
    for (std::size_t const place : window) {
      first = bench.input->values[place] > bench.input->values[first] ? place : first;
    }
    y[out] = static_cast<double>(bench.input->values[first]);
    dx[first] += static_cast<double>(bench.output_gradient->values[out]);
  });
  return bench.deviation(y, dx);
}

/// The same for the means.
template <typename C>
Deviation average_pool_deviation(std::uint64_t seed, std::uint32_t values) {
  using Pool = typename C::Average;
  PoolingBench<Pool> const bench(seed, values);
  std::vector<double> y(Pool::Output::size);
  std::vector<double> dx(Pool::Input::size);
  for_each_window<C, Pool>([&](std::size_t out, std::vector<std::size_t> const& window) {
    constexpr std::size_t whole = C::sizes.slices * C::sizes.rows * C::sizes.columns;
    auto const count = static_cast<double>(C::sizes.count_padding ? whole : window.size());
    for (std::size_t const place : window) {
      y[out] += static_cast<double>(bench.input->values[place]) / count;
      dx[place] += static_cast<double>(bench.output_gradient->values[out]) / count;
    }
  });
  return bench.deviation(y, dx);
}

} // namespace equivarify::runtime::testing

#endif
