// Compiled beside a generated header NETWORK.hpp: is the gradient the derivative of the loss, and
// the same to the last bit for every number of threads? Exit code 0 if so.
#include NETWORK_HEADER

#include "equivarify/runtime/arrays/bf16.hpp"
#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/graph/rounded.hpp"
#include "equivarify/runtime/optimizer/tied_weights.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <memory>
#include <type_traits>
#include <vector>

#include "program/random_targets.hpp"

namespace {

using Model = NETWORK::Model;
namespace rt = equivarify::runtime;

constexpr std::size_t images = 19; // a whole micro-batch and a part of one

struct Batch {
  std::vector<float> pixels =
      std::vector<float>(images * Model::channels * Model::rows * Model::columns);
  std::vector<rt::TargetOf<Model>> targets{};
};

Batch random_batch(rt::Random& random) {
  Batch batch;
  std::generate(batch.pixels.begin(), batch.pixels.end(), [&] {
    return static_cast<float>(random.uniform());
  });
  batch.targets = equivarify::testing::random_targets<Model>(images, random);
  return batch;
}

/// The engine itself, or that of the network which does not round its weights, but for dense
/// layers: between its steps a network that does is flat.
template <typename E>
struct SmoothEngine {
  using Engine = E;
};

template <typename G, typename Loss, std::size_t MicroBatch, std::size_t BackwardImages>
struct SmoothEngine<rt::LossEngine<rt::Rounded<G>, Loss, MicroBatch, BackwardImages>> {
  using Engine = rt::LossEngine<G, Loss, MicroBatch, BackwardImages>;
};

using Smooth = SmoothEngine<Model::Engine>::Engine;
constexpr bool rounds = !std::is_same_v<Smooth, Model::Engine>;

template <typename Engine>
double loss_and_gradient(Model::Weights const& weights,
                         Batch const& batch,
                         std::size_t threads,
                         Model::Weights& gradient) {
  rt::ThreadPool pool{threads};
  Engine engine{pool};
  engine.load(weights);
  return engine.gradient(batch.pixels, batch.targets, gradient);
}

/// The loss where the weights have gone \p step along \p direction.
double loss_along(Model::Weights const& weights,
                  Model::Weights& direction,
                  float step,
                  Batch const& batch) {
  auto moved = std::make_unique<Model::Weights>(weights);
  auto gradient = std::make_unique<Model::Weights>();
  auto const targets = Model::parameters(*moved);
  auto const steps = Model::parameters(direction);
  for (std::size_t p = 0; p < targets.size(); ++p) {
    for (std::size_t i = 0; i < targets[p].values.size(); ++i) {
      targets[p].values[i] += step * steps[p].values[i];
    }
  }
  return loss_and_gradient<Smooth>(*moved, batch, 1, *gradient);
}

/// How many weights are one with each weight of \p view, in file order.
std::vector<double> orbit_sizes(rt::ParameterView const& view) {
  std::vector<double> sizes(view.values.size(), 1);
  for (std::size_t i = 0; !view.ties.empty() && i < sizes.size(); ++i) {
    rt::Tie const tie = rt::tie_at(view.ties, i);
    sizes[tie.place] += tie.place == i || tie.sign == 0 ? 0 : 1;
  }
  for (std::size_t i = 0; !view.ties.empty() && i < sizes.size(); ++i) {
    sizes[i] = sizes[rt::tie_at(view.ties, i).place];
  }
  return sizes;
}

/// The slope of the loss along \p direction, by its \p gradient. A tied weight has the derivative
/// by the one weight that it is a copy of.
double slope_along(Model::Weights& direction, Model::Weights& gradient) {
  double slope = 0;
  auto const slopes = Model::parameters(gradient);
  auto const steps = Model::parameters(direction);
  for (std::size_t p = 0; p < slopes.size(); ++p) {
    std::vector<float> const of_loss = rt::to_file_order(slopes[p]);
    std::vector<float> const step = rt::to_file_order(steps[p]);
    std::vector<double> const sizes = orbit_sizes(slopes[p]);
    for (std::size_t i = 0; i < step.size(); ++i) {
      slope += static_cast<double>(of_loss[i]) * static_cast<double>(step[i]) / sizes[i];
    }
  }
  return slope;
}

bool same_bits(Model::Weights& a, Model::Weights& b) {
  auto const left = Model::parameters(a);
  auto const right = Model::parameters(b);
  return std::equal(left.begin(), left.end(), right.begin(), [](auto const& x, auto const& y) {
    return std::equal(x.values.begin(), x.values.end(), y.values.begin());
  });
}

/// Rounds \p weights where the network does.
void round_weights(Model::Weights& weights) {
  for (rt::ParameterView const& parameter : Model::parameters(weights)) {
    if (rounds && parameter.layout != rt::Layout::same) {
      std::transform(parameter.values.begin(),
                     parameter.values.end(),
                     parameter.values.begin(),
                     [](float value) { return rt::from_bf16(rt::to_bf16(value)); });
    }
  }
}

} // namespace

int main() {
  rt::Random random{1};
  Batch const batch = random_batch(random);
  auto weights = Model::initialize(1);
  auto direction = std::make_unique<Model::Weights>();
  for (auto const& parameter : Model::parameters(*direction)) {
    std::generate(parameter.values.begin(), parameter.values.end(), [&] {
      return static_cast<float>(random.uniform(-1, 1));
    });
    if (!parameter.ties.empty()) {
      rt::tie_weights(parameter, parameter.ties);
    }
    if (rounds && parameter.layout == rt::Layout::dense) {
      std::fill(parameter.values.begin(), parameter.values.end(), 0.0F); // rounded by the layer
    }
  }
  auto gradient = std::make_unique<Model::Weights>();
  auto other = std::make_unique<Model::Weights>();
  double const loss = loss_and_gradient<Model::Engine>(*weights, batch, 1, *gradient);
  if (loss_and_gradient<Model::Engine>(*weights, batch, 3, *other) != loss ||
      !same_bits(*gradient, *other)) {
    std::puts("three threads give other bits than one");
    return 1;
  }
  if (rounds && loss_and_gradient<Smooth>(*weights, batch, 1, *other) == loss) {
    std::puts("the weights are not rounded");
    return 1;
  }
  round_weights(*weights);
  if (loss_and_gradient<Smooth>(*weights, batch, 1, *other) != loss ||
      !same_bits(*gradient, *other)) {
    std::puts("the network has other bits than that with the rounded weights");
    return 1;
  }
  double const slope = slope_along(*direction, *gradient);
  constexpr float step = 1.0F / 32768.0F;
  // The loss of a normalised network bends so much that the difference is less exact; its kernels
  // are compared with their definition elsewhere.
  constexpr bool normalises =
      Model::Engine::largest_batch != std::numeric_limits<std::size_t>::max();
  constexpr double tolerance = normalises ? 0.03 : 0.01;
  double const measured = (loss_along(*weights, *direction, step, batch) -
                           loss_along(*weights, *direction, -step, batch)) /
                          (2.0 * static_cast<double>(step));
  std::printf("slope %.6f, measured %.6f\n", slope, measured);
  return std::abs(slope - measured) <= tolerance * std::max(1.0, std::abs(measured)) ? 0 : 1;
}
