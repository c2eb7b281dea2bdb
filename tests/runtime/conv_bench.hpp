/// \file
/// Convolutions with random weights and images, and what must hold of them whatever they compute
/// with.
#ifndef EQUIVARIFY_TESTS_RUNTIME_CONV_BENCH_HPP
#define EQUIVARIFY_TESTS_RUNTIME_CONV_BENCH_HPP

#include "equivarify/runtime/arrays/crew.hpp"
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/conv/convolution.hpp"
#include "equivarify/runtime/conv/transposed_conv.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <tuple>
#include <vector>

#include "runtime/kernel_reference.hpp"

namespace equivarify::runtime::testing {

/// A convolution together with what it should compute. `Exact`: shifted inputs give shifted outputs
/// to the last bit.
template <template <typename, ConvSizes, Activation, std::size_t...> typename Conv,
          typename Algebra,
          typename Table,
          bool Exact,
          ConvSizes S,
          Activation A,
          std::size_t... Blocking>
struct ConvCase : CopyOrder<Algebra, Table> {
  using Layer = Conv<Algebra, S, A, Blocking...>;
  static constexpr ConvSizes sizes = S;
  static constexpr bool relu = A == Activation::relu;
  static constexpr bool exact = Exact;
};

template <typename Layer>
inline constexpr bool is_transposed = false;

template <typename Algebra, ConvSizes S, Activation A, std::size_t GroupImages>
inline constexpr bool is_transposed<TransposedConv<Algebra, S, A, GroupImages>> = true;

/// Calls f(place in the output, in the input, in the weights) for every product of the layer of \p
/// C.
template <typename C, typename F>
void for_each_conv_product(F const& f) {
  ConvProducts const products{C::sizes, C::sources()};
  if constexpr (is_transposed<typename C::Layer>) {
    products([&](std::size_t s, std::size_t y, std::size_t w) { f(y, s, w); });
  } else {
    products(f);
  }
}

/// The values of one image on its way through one layer.
template <typename Layer>
struct Values {
  typename Layer::Input input;
  typename Layer::Output output;
};

/// A layer with random weights and a few images, run by some threads.
template <typename Layer>
class ConvBench {
public:
  explicit ConvBench(KernelInputs const& inputs) : pool_{inputs.threads}, rooms_(inputs.threads) {
    Random random{inputs.seed};
    fill_randomly(weights->kernel, random, 0.3);
    fill_randomly(weights->bias, random);
    for (std::size_t n = 0; n < inputs.images; ++n) {
      values.push_back(std::make_unique<Values<Layer>>());
      gradients.push_back(std::make_unique<Values<Layer>>());
      fill_randomly(values[n]->input.values, random);
      fill_randomly(gradients[n]->output.values, random);
    }
    Layer::prepare(*weights, prepared_, pool_);
    if constexpr (requires { Layer::prepare_backward(*weights, prepared_, pool_); }) {
      Layer::prepare_backward(*weights, prepared_, pool_);
    }
  }

  void forward() {
    for (auto const& image : values) {
      Layer::forward(prepared_, image->input, image->output, crew());
    }
  }

  /// The gradient of the weights; `gradients` holds those of the inputs if they are wanted.
  std::unique_ptr<typename Layer::Weights> backward(bool input_gradients = true) {
    GradientSum sum = Layer::make_gradient();
    auto const value = [&](auto member) {
      return EachImage<Values<Layer>, decltype(member)>{values, member};
    };
    auto const gradient_of = [&](auto member) {
      return EachImage<Values<Layer>, decltype(member)>{gradients, member};
    };
    auto const run = [&](auto const& wanted) {
      Layer::backward(prepared_,
                      value(&Values<Layer>::input),
                      value(&Values<Layer>::output),
                      gradient_of(&Values<Layer>::output),
                      wanted,
                      sum,
                      room_,
                      crew());
    };
    if (input_gradients) {
      run(gradient_of(&Values<Layer>::input));
    } else {
      run(NotNeeded{});
    }
    auto gradient = std::make_unique<typename Layer::Weights>();
    Layer::collect(sum, 1.0F, *gradient, pool_);
    return gradient;
  }

  std::unique_ptr<typename Layer::Weights> weights = std::make_unique<typename Layer::Weights>();
  std::vector<std::unique_ptr<Values<Layer>>> values;
  std::vector<std::unique_ptr<Values<Layer>>> gradients;

private:
  struct Rooms {
    typename Layer::Scratch scratch;
  };

  auto crew() { return Crew<Rooms>{pool_, rooms_}.of(&Rooms::scratch); }

  ThreadPool pool_;
  std::vector<Rooms> rooms_;
  typename Layer::Prepared prepared_;
  BackwardRoom room_;
};

/// How far the layer of \p C is from its definition, forward and backward.
template <typename C>
Deviation conv_deviation(KernelInputs const& inputs) {
  using Layer = typename C::Layer;
  ConvBench<Layer> bench(inputs);
  bench.forward();
  auto const gradient = bench.backward();
  Deviation deviation;
  std::vector<double> kernel_gradient(gradient->kernel.size());
  std::vector<double> bias_gradient(gradient->bias.size());
  for (std::size_t n = 0; n < inputs.images; ++n) {
    LayerNumbers const numbers{.weights = bench.weights->kernel,
                               .bias = bench.weights->bias,
                               .input = bench.values[n]->input.values,
                               .output = bench.values[n]->output.values,
                               .output_gradient = bench.gradients[n]->output.values,
                               .relu = C::relu};
    ReferenceLayer const expected(numbers, [](auto const& f) { for_each_conv_product<C>(f); });
    deviation.note("output", numbers.output, expected.output);
    deviation.note("input gradient", bench.gradients[n]->input.values, expected.input_gradient);
    add_to(kernel_gradient, expected.weight_gradient);
    add_to(bias_gradient, expected.bias_gradient);
  }
  deviation.note("kernel gradient", gradient->kernel, kernel_gradient);
  deviation.note("bias gradient", gradient->bias, bias_gradient);
  return deviation;
}

/// Whether the copies of an input, shifted by \p g, give the copies of the output so shifted to the
/// last bit.
template <typename C>
bool conv_commutes_with_shift(std::size_t g, KernelInputs const& inputs) {
  using Layer = typename C::Layer;
  ConvBench<Layer> bench({.seed = inputs.seed, .images = 2, .threads = inputs.threads});
  auto const& [plain, moved] = std::tie(*bench.values[0], *bench.values[1]);
  std::vector<float> const input = C::shift(g, plain.input.values, Layer::Input::channels);
  std::copy(input.begin(), input.end(), moved.input.values.begin());
  bench.forward();
  return std::ranges::equal(moved.output.values,
                            C::shift(g, plain.output.values, Layer::Output::channels));
}

/// Whether so many threads compute the bits of one thread, forward and backward, and whether the
/// sums are the same when no gradient of the input is wanted.
template <typename C>
bool conv_keeps_every_bit(KernelInputs const& inputs) {
  using Layer = typename C::Layer;
  ConvBench<Layer> alone({.seed = inputs.seed, .images = inputs.images});
  ConvBench<Layer> together(inputs);
  alone.forward();
  together.forward();
  auto const expected = alone.backward();
  auto const gradient = together.backward();
  auto const without = together.backward(false);
  bool same = gradient->kernel == expected->kernel && gradient->bias == expected->bias &&
              without->kernel == expected->kernel && without->bias == expected->bias;
  for (std::size_t n = 0; n < inputs.images; ++n) {
    same = same && together.values[n]->output.values == alone.values[n]->output.values &&
           together.gradients[n]->input.values == alone.gradients[n]->input.values;
  }
  return same;
}

} // namespace equivarify::runtime::testing

#endif
