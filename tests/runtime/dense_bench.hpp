/// \file
/// Dense layers with random weights and vectors, and what must hold of them.
#ifndef EQUIVARIFY_TESTS_RUNTIME_DENSE_BENCH_HPP
#define EQUIVARIFY_TESTS_RUNTIME_DENSE_BENCH_HPP

#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/dense/dense.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "runtime/kernel_reference.hpp"

namespace equivarify::runtime::testing {

/// A dense layer together with what it should compute. `Exact`: shifted inputs give shifted outputs
/// to the last bit.
template <typename Algebra,
          typename Table,
          bool Exact,
          std::size_t Inputs,
          std::size_t Units,
          Activation A,
          std::size_t Batch>
struct DenseCase : CopyOrder<Algebra, Table> {
  using Layer = Dense<Algebra, DenseSizes{.channels = Inputs, .units = Units}, A, Batch>;
  /// The same whose weights are rounded.
  using Rounded =
      Dense<Algebra, DenseSizes{.channels = Inputs, .units = Units, .bf16 = true}, A, Batch>;
  static constexpr std::size_t inputs = Inputs;
  static constexpr std::size_t units = Units;
  static constexpr std::size_t batch = Batch;
  static constexpr bool relu = A == Activation::relu;
  static constexpr bool exact = Exact;
};

/// A layer with random weights and two micro-batches, whose gradients are added.
template <typename Layer>
class DenseBench {
public:
  /// \p rounded: weights are rounded first.
  explicit DenseBench(KernelInputs const& inputs, bool rounded = false)
      : pool_{inputs.threads}, rows_{inputs.images} {
    Random random{inputs.seed};
    fill_randomly(weights->matrix, random, 0.2);
    fill_randomly(weights->bias, random);
    for (Batch& batch : batches) {
      batch.input.resize(rows_ * Layer::input_size);
      batch.input_gradient.resize(batch.input.size());
      batch.output.resize(rows_ * Layer::output_size);
      batch.output_gradient.resize(batch.output.size());
      fill_randomly(batch.input, random);
      fill_randomly(batch.output_gradient, random);
    }
    if (rounded) {
      for (float& weight : weights->matrix) {
        weight = from_bf16(to_bf16(weight));
      }
    }
    Layer::prepare(*weights, prepared_, pool_);
  }

  /// Both micro-batches, forward and backward.
  void run(bool input_gradients = true) {
    typename Layer::Gradient sum;
    for (Batch& batch : batches) {
      Layer::forward(prepared_, rows_, batch.input.data(), batch.output.data(), work_, pool_);
      Layer::backward(prepared_,
                      rows_,
                      batch.output.data(),
                      batch.output_gradient.data(),
                      input_gradients ? batch.input_gradient.data() : nullptr,
                      std::array{LaneRows<typename Layer::Gradient>{0, rows_, sum}},
                      work_,
                      pool_);
    }
    Layer::collect(sum, 1.0F, *gradient, pool_);
  }

  /// Whether each image of the first micro-batch by itself has the bits that `run` found.
  bool takes_images_one_by_one() {
    std::vector<float> output(Layer::output_size);
    bool same = true;
    for (std::size_t n = 0; n < rows_; ++n) {
      float const* const input = batches[0].input.data() + n * Layer::input_size;
      Layer::forward(prepared_, 1, input, output.data(), work_, pool_);
      float const* const expected = batches[0].output.data() + n * Layer::output_size;
      same = same && std::equal(output.begin(), output.end(), expected);
    }
    return same;
  }

  struct Batch {
    std::vector<float> input;
    std::vector<float> input_gradient;
    std::vector<float> output;
    std::vector<float> output_gradient;
  };

  std::unique_ptr<typename Layer::Weights> weights = std::make_unique<typename Layer::Weights>();
  std::unique_ptr<typename Layer::Weights> gradient = std::make_unique<typename Layer::Weights>();
  std::array<Batch, 2> batches;

private:
  ThreadPool pool_;
  std::size_t rows_;
  typename Layer::Prepared prepared_;
  typename Layer::Workspace work_;
};

/// The products of y(h) = b + sum_k W_k s(source(h, k)) for the images of a micro-batch.
struct DenseProducts {
  CopySources copies;
  std::size_t inputs = 1;
  std::size_t units = 1;
  std::size_t rows = 1;

  template <typename F>
  void operator()(F const& f) const {
    for (std::size_t i = 0; i < rows * copies.source.size(); ++i) {
      std::size_t const n = i / copies.source.size();
      std::size_t const pair = i % copies.source.size();
      std::size_t const y = n * copies.copies + pair / copies.weight_copies;
      std::size_t const s = n * copies.copies + copies.source[pair];
      std::size_t const w = pair % copies.weight_copies;
      for (std::size_t entry = 0; entry < inputs * units; ++entry) {
        f(y * units + entry % units, s * inputs + entry / units, w * inputs * units + entry);
      }
    }
  }
};

/// How far the layer of \p C is from its definition, forward and backward.
template <typename C>
Deviation dense_deviation(KernelInputs const& inputs) {
  DenseBench<typename C::Layer> bench(inputs);
  bench.run();
  Deviation deviation;
  std::vector<double> matrix(bench.gradient->matrix.size());
  std::vector<double> bias(C::units);
  for (auto const& batch : bench.batches) {
    LayerNumbers const numbers{.weights = bench.weights->matrix,
                               .bias = bench.weights->bias,
                               .input = batch.input,
                               .output = batch.output,
                               .output_gradient = batch.output_gradient,
                               .relu = C::relu};
    ReferenceLayer const expected(numbers,
                                  DenseProducts{C::sources(), C::inputs, C::units, inputs.images});
    deviation.note("output", batch.output, expected.output);
    deviation.note("input gradient", batch.input_gradient, expected.input_gradient);
    add_to(matrix, expected.weight_gradient);
    add_to(bias, expected.bias_gradient);
  }
  deviation.note("matrix gradient", bench.gradient->matrix, matrix);
  deviation.note("bias gradient", bench.gradient->bias, bias);
  return deviation;
}

/// Whether the copies of an input, shifted by \p g, give the copies of the output so shifted to the
/// last bit.
template <typename C>
bool dense_commutes_with_shift(std::size_t g, KernelInputs const& inputs) {
  DenseBench<typename C::Layer> bench(inputs);
  bench.batches[1].input = C::shift(g, bench.batches[0].input, C::inputs);
  bench.run();
  return bench.batches[1].output == C::shift(g, bench.batches[0].output, C::units);
}

/// Whether so many threads compute the bits of one thread, forward and backward, whether the sums
/// are the same when no gradient of the input is wanted, and whether it matters which images go
/// together.
template <typename C>
bool dense_keeps_every_bit(KernelInputs const& inputs) {
  using Bench = DenseBench<typename C::Layer>;
  Bench alone({.seed = inputs.seed, .images = inputs.images});
  Bench together(inputs);
  Bench unwanted(inputs);
  alone.run();
  together.run();
  unwanted.run(false);
  bool same = alone.takes_images_one_by_one() &&
              together.gradient->matrix == alone.gradient->matrix &&
              together.gradient->bias == alone.gradient->bias &&
              unwanted.gradient->matrix == alone.gradient->matrix;
  for (std::size_t i = 0; i < alone.batches.size(); ++i) {
    same = same && together.batches[i].output == alone.batches[i].output &&
           together.batches[i].input_gradient == alone.batches[i].input_gradient;
  }
  return same;
}

/// Whether two layers found the same bits, forward and backward.
bool have_same_bits(auto const& one, auto const& other) {
  bool same =
      one.gradient->matrix == other.gradient->matrix && one.gradient->bias == other.gradient->bias;
  for (std::size_t i = 0; i < one.batches.size(); ++i) {
    same = same && one.batches[i].output == other.batches[i].output &&
           one.batches[i].input_gradient == other.batches[i].input_gradient;
  }
  return same;
}

/// Whether the layer of \p C that rounds its weights has the bits of the other with rounded ones,
/// and not those of the other with its own: the second kills a layer that forgets to round.
template <typename C>
bool dense_rounds_its_weights(KernelInputs const& inputs) {
  DenseBench<typename C::Rounded> bench(inputs);
  DenseBench<typename C::Layer> expected(inputs, true);
  DenseBench<typename C::Layer> wrong(inputs);
  bench.run();
  expected.run();
  wrong.run();
  return bench.takes_images_one_by_one() && have_same_bits(bench, expected) &&
         !have_same_bits(bench, wrong);
}

} // namespace equivarify::runtime::testing

#endif
