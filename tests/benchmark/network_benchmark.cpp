/// \file
/// The generated network mnist_c4: evaluation and a training step, all threads of the machine.
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/base/parameters.hpp"
#include "equivarify/runtime/optimizer/optimizer.hpp"

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "mnist_c4.hpp"

namespace {

using mnist_c4::Model;
namespace rt = equivarify::runtime;

constexpr std::size_t pixels = Model::channels * Model::rows * Model::columns;
constexpr std::size_t labels = Model::order * Model::classes;

/// Images of strokes and blanks, bytes over 255 as the data files have them.
std::vector<float> make_images(std::size_t count) {
  std::vector<float> images(count * pixels);
  std::uint32_t state = 1;
  for (float& value : images) {
    state = state * 1664525U + 1013904223U;
    std::uint32_t const byte = state >> 24U;
    value = byte < 200U ? 0.0F : static_cast<float>(byte) / 255.0F;
  }
  return images;
}

/// The images turned by the element \p g.
std::vector<float> turned(std::vector<float> const& images, std::size_t g) {
  std::vector<float> result(images.size());
  for (std::size_t i = 0; i < images.size(); ++i) {
    result[i] = images[i - i % pixels + Model::input_permutations[g][i % pixels]];
  }
  return result;
}

/// A network with random weights.
class Fixture {
public:
  Fixture() : pool_(rt::hardware_threads()), engine_(pool_), weights_(Model::initialize(1)) {
    engine_.load(*weights_);
  }

  std::vector<float> forward(std::vector<float> const& images) {
    std::vector<float> logits(images.size() / pixels * labels);
    engine_.forward(images, logits);
    return logits;
  }

  /// Whether f(g x) = g f(x) to the bit, for every g: the answer that the timed rows rest on.
  bool is_equivariant(std::vector<float> const& images) {
    std::vector<float> const straight = forward(images);
    for (std::size_t g = 0; g < Model::order; ++g) {
      std::vector<float> const moved = forward(turned(images, g));
      for (std::size_t i = 0; i < straight.size(); ++i) {
        std::size_t const h = i % labels / Model::classes;
        std::size_t const source = i - i % labels +
                                   Model::product[Model::inverse[g]][h] * Model::classes +
                                   i % Model::classes;
        if (std::memcmp(&moved[i], &straight[source], sizeof(float)) != 0) {
          return false;
        }
      }
    }
    return true;
  }

  rt::ThreadPool& pool() { return pool_; }

  Model::Engine& engine() { return engine_; }

  Model::Weights& weights() { return *weights_; }

private:
  rt::ThreadPool pool_;
  Model::Engine engine_;
  std::unique_ptr<Model::Weights> weights_;
};

void forward(benchmark::State& state) {
  auto const batch = static_cast<std::size_t>(state.range(0));
  std::vector<float> const images = make_images(batch);
  Fixture network;
  if (!network.is_equivariant(images)) {
    state.SkipWithError("the output of a turned image differs from the turned output");
    return;
  }
  std::vector<float> logits(batch * labels);
  for ([[maybe_unused]] auto _ : state) {
    network.engine().forward(images, logits);
    benchmark::DoNotOptimize(logits.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void training_step(benchmark::State& state) {
  auto const batch = static_cast<std::size_t>(state.range(0));
  std::vector<float> const images = make_images(batch);
  std::vector<std::uint32_t> truth(batch);
  for (std::size_t i = 0; i < batch; ++i) {
    truth[i] = static_cast<std::uint32_t>(i % Model::classes);
  }
  Fixture network;
  std::vector<rt::ParameterView> const parameters = Model::parameters(network.weights());
  rt::Moments moments = rt::Moments::zero(parameters);
  auto gradient = std::make_unique<Model::Weights>();
  std::size_t number = 0;
  double const first_loss = network.engine().gradient(images, truth, *gradient);
  double loss = first_loss;
  for ([[maybe_unused]] auto _ : state) {
    loss = network.engine().gradient(images, truth, *gradient);
    rt::adam_update(rt::adam_step(Model::training, Model::training.learning_rate, number++),
                    parameters,
                    moments,
                    Model::parameters(*gradient),
                    network.pool());
    network.engine().load(network.weights());
  }
  if (number > 50 && !(loss < first_loss)) {
    state.SkipWithError("the loss did not fall");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK(forward)->Arg(1)->Arg(64)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(training_step)->Arg(64)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
    return 2;
  }
  benchmark::AddCustomContext("threads", std::to_string(rt::hardware_threads()));
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
