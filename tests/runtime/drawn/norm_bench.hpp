/// \file
/// Batch normalisation of random values against the obvious loops.
#ifndef EQUIVARIFY_TESTS_RUNTIME_DRAWN_NORM_BENCH_HPP
#define EQUIVARIFY_TESTS_RUNTIME_DRAWN_NORM_BENCH_HPP

#include "equivarify/runtime/base/batch_part.hpp"
#include "equivarify/runtime/norm/batch_norm.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

#include "runtime/drawn/norm_reference.hpp"

namespace equivarify::runtime::testing {

/// Objects of one type in a row.
template <typename T>
class Objects {
public:
  explicit Objects(std::size_t count) {
    for (std::size_t n = 0; n < count; ++n) {
      objects_.push_back(std::make_unique<T>());
    }
  }

  [[nodiscard]] std::size_t size() const { return objects_.size(); }

  [[nodiscard]] T& operator[](std::size_t n) const { return *objects_[n]; }

private:
  std::vector<std::unique_ptr<T>> objects_;
};

/// Runs the layer \p L on images.
template <typename L>
struct NormedMaps {
  using Layer = L;
  using Map = typename L::Input;
  static constexpr NormShape shape{Map::rows * Map::columns, Map::copies, Map::channels};

  NormedMaps(std::size_t images, ThreadPool& used)
      : pool{&used}, scratch(used.thread_count()), x(images), y(images), dy(images), dx(images) {}

  static void write(std::vector<float> const& numbers, Objects<Map> const& maps) {
    for (std::size_t n = 0; n < maps.size(); ++n) {
      std::copy_n(numbers.data() + n * Map::size, Map::size, maps[n].values.data());
    }
  }

  static std::vector<float> read(Objects<Map> const& maps) {
    std::vector<float> numbers;
    for (std::size_t n = 0; n < maps.size(); ++n) {
      numbers.insert(numbers.end(), maps[n].values.begin(), maps[n].values.end());
    }
    return numbers;
  }

  [[nodiscard]] Crew<typename L::Scratch> crew() { return {*pool, scratch}; }

  std::vector<float> forward(typename L::Prepared const& prepared) {
    for (std::size_t n = 0; n < x.size(); ++n) {
      L::forward(prepared, x[n], y[n], crew());
    }
    return read(y);
  }

  std::vector<float> train(NormInputs const& batch, typename L::Prepared& prepared) {
    write(batch.x, x);
    L::observe(prepared, x, crew());
    return forward(prepared);
  }

  std::vector<float> backward(NormInputs const& batch,
                              typename L::Prepared const& prepared,
                              typename L::Gradient& sum) {
    write(batch.dy, dy);
    BackwardRoom room;
    L::backward(prepared, x, y, dy, dx, sum, room, crew());
    return read(dx);
  }

  ThreadPool* pool;
  std::vector<typename L::Scratch> scratch;
  Objects<Map> x;
  Objects<Map> y;
  Objects<Map> dy;
  Objects<Map> dx;
};

/// Runs the layer \p L on vectors.
template <typename L, std::size_t Copies>
struct NormedRows {
  using Layer = L;
  static constexpr NormShape shape{1, Copies, L::output_size / Copies};

  NormedRows(std::size_t images, ThreadPool& used)
      : pool{&used}, rows{images}, y(images * L::output_size) {}

  std::vector<float> forward(typename L::Prepared const& prepared) {
    L::forward(prepared, rows, x.data(), y.data(), work, *pool);
    return y;
  }

  std::vector<float> train(NormInputs const& batch, typename L::Prepared& prepared) {
    x = batch.x;
    L::observe(prepared, rows, x.data());
    return forward(prepared);
  }

  std::vector<float> backward(NormInputs const& batch,
                              typename L::Prepared const& prepared,
                              typename L::Gradient& sum) {
    std::vector<float> dx(x.size());
    L::backward(prepared, rows, x.data(), y.data(), batch.dy.data(), dx.data(), sum);
    return dx;
  }

  ThreadPool* pool;
  std::size_t rows;
  std::vector<float> x;
  std::vector<float> y;
  typename L::Workspace work;
};

/// What the layer that \p Runner runs computes.
template <typename Runner>
NormResult<float> run_norm(NormInputs const& batch, KernelInputs const& inputs) {
  using Layer = typename Runner::Layer;
  ThreadPool pool{inputs.threads};
  Runner runner{inputs.images, pool};
  auto weights = std::make_unique<typename Layer::Weights>();
  auto const views = weights->parameters("norm");
  for (std::size_t t = 0; t < views.size(); ++t) {
    std::copy(batch.tensors[t].begin(), batch.tensors[t].end(), views[t].values.begin());
  }
  typename Layer::Prepared prepared;
  Layer::prepare(*weights, prepared, pool);
  Layer::begin_batch(whole_batch(inputs.images), prepared);
  NormResult<float> result;
  result.y = runner.train(batch, prepared);
  auto sum = Layer::make_gradient();
  sum.clear();
  result.dx = runner.backward(batch, prepared, sum);
  auto gradient = std::make_unique<typename Layer::Weights>();
  Layer::collect(sum, 1.0F, *gradient, pool);
  result.weight_gradient.assign(gradient->weight.begin(), gradient->weight.end());
  result.bias_gradient.assign(gradient->bias.begin(), gradient->bias.end());
  Layer::update_state(prepared, *weights);
  result.running_mean.assign(weights->running_mean.begin(), weights->running_mean.end());
  result.running_variance.assign(weights->running_variance.begin(),
                                 weights->running_variance.end());
  Layer::prepare(*weights, prepared, pool);
  result.evaluated = runner.forward(prepared);
  return result;
}

/// A layer with \p A as its activation, run by \p Runner.
template <typename R, Activation A>
struct NormCase {
  using Runner = R;
  static constexpr NormShape shape = R::shape;
  static constexpr bool relu = A == Activation::relu;
};

template <std::size_t Copies,
          std::size_t Channels,
          std::size_t Rows,
          std::size_t Columns,
          Activation A>
using NormMapCase = NormCase<
    NormedMaps<BatchNormMap<FeatureMap<Copies, Channels, Rows, Columns>, norm_settings, A>>,
    A>;

template <std::size_t Copies, std::size_t Size, Activation A>
using NormRowsCase =
    NormCase<NormedRows<BatchNormVector<Copies, Size, norm_settings, A>, Copies>, A>;

template <typename C>
Deviation norm_deviation(KernelInputs const& inputs) {
  NormInputs const batch = random_batch(C::shape, inputs);
  auto const found = run_norm<typename C::Runner>(batch, inputs);
  auto const expected = ObviousNorm{C::shape, C::relu, batch, found.y}.run();
  Deviation result;
  result.note("output", found.y, expected.y);
  result.note("input gradient", found.dx, expected.dx);
  result.note("weight gradient", found.weight_gradient, expected.weight_gradient);
  result.note("bias gradient", found.bias_gradient, expected.bias_gradient);
  result.note("running mean", found.running_mean, expected.running_mean);
  result.note("running variance", found.running_variance, expected.running_variance);
  result.note("evaluation", found.evaluated, expected.evaluated);
  return result;
}

inline bool same_bits(NormResult<float> const& a, NormResult<float> const& b) {
  return a.y == b.y && a.dx == b.dx && a.weight_gradient == b.weight_gradient &&
         a.bias_gradient == b.bias_gradient && a.running_mean == b.running_mean &&
         a.running_variance == b.running_variance && a.evaluated == b.evaluated;
}

/// Whether one thread gives the same bits as those of \p inputs.
template <typename C>
bool norm_keeps_every_bit(KernelInputs const& inputs) {
  NormInputs const batch = random_batch(C::shape, inputs);
  KernelInputs const alone{.images = inputs.images};
  return same_bits(run_norm<typename C::Runner>(batch, inputs),
                   run_norm<typename C::Runner>(batch, alone));
}

/// The numbers with copy h where copy h - g was.
inline std::vector<float>
rotate_copies(NormShape const& shape, std::size_t g, std::vector<float> const& numbers) {
  std::vector<float> rotated(numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    std::size_t const h = i / shape.channels % shape.copies;
    rotated[i + (h + g) % shape.copies * shape.channels - h * shape.channels] = numbers[i];
  }
  return rotated;
}

/// Whether moved copies give moved copies, and the same statistics and gradients of weights, to the
/// last bit.
template <typename C>
bool norm_commutes_with_shift(std::size_t g, KernelInputs const& inputs) {
  NormInputs batch = random_batch(C::shape, inputs);
  auto expected = run_norm<typename C::Runner>(batch, inputs);
  batch.x = rotate_copies(C::shape, g, batch.x);
  batch.dy = rotate_copies(C::shape, g, batch.dy);
  auto const found = run_norm<typename C::Runner>(batch, inputs);
  for (auto* const value : {&expected.y, &expected.dx, &expected.evaluated}) {
    *value = rotate_copies(C::shape, g, *value);
  }
  return same_bits(found, expected);
}

} // namespace equivarify::runtime::testing

#endif
