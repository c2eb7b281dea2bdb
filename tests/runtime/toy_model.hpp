/// \file
/// The smallest network worth the name: a linear classifier of 6x6 pictures, lifted over C4.
#ifndef EQUIVARIFY_TESTS_RUNTIME_TOY_MODEL_HPP
#define EQUIVARIFY_TESTS_RUNTIME_TOY_MODEL_HPP

#include "equivarify/runtime/answers/losses.hpp"
#include "equivarify/runtime/base/batch_part.hpp"
#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/network/model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace toy {

namespace runtime = equivarify::runtime;

inline constexpr std::size_t side = 6;
inline constexpr std::size_t pixels = side * side;
inline constexpr std::size_t turns = 4;
inline constexpr std::size_t kinds = 3;

using Permutations = std::array<std::array<std::uint16_t, pixels>, turns>;

/// (r x)[i][j] = x[j][side - 1 - i], and its powers.
constexpr Permutations quarter_turns() {
  Permutations result{};
  for (std::size_t i = 0; i < pixels; ++i) {
    result[0][i] = static_cast<std::uint16_t>(i);
  }
  for (std::size_t g = 1; g < turns; ++g) {
    for (std::size_t i = 0; i < pixels; ++i) {
      std::size_t const source = (i % side) * side + side - 1 - i / side;
      result[g][i] = result[g - 1][source];
    }
  }
  return result;
}

struct Weights {
  std::array<float, pixels * kinds> dense; ///< [pixel][class]
  std::array<float, kinds> bias;
};

/// Evaluates y(h) = F(h^-1 x), F(x) = W x + b.
class Engine {
public:
  explicit Engine(runtime::ThreadPool& pool) : pool_(pool) {}

  void load(Weights const& weights) { weights_ = weights; }

  void forward(std::span<float const> images, std::span<float> logits) {
    pool_.run(images.size() / pixels, [&](std::size_t image, std::size_t) {
      evaluate(images.subspan(image * pixels, pixels),
               logits.subspan(image * turns * kinds, turns * kinds));
    });
  }

  void lane_gradients(std::span<float const> images,
                      std::span<std::uint32_t const> labels,
                      runtime::BatchPart const& part,
                      Weights& gradient,
                      runtime::LaneTaker const& take);

private:
  void evaluate(std::span<float const> image, std::span<float> logits) const;
  double add_gradient(std::span<float const> image,
                      std::uint32_t label,
                      std::span<float const> logits,
                      float share,
                      Weights& gradient) const;

  runtime::ThreadPool& pool_;
  Weights weights_{};
};

struct Model {
  using Weights = toy::Weights;
  using Engine = toy::Engine;
  static constexpr std::string_view name = "toy";
  static constexpr std::string_view spec_sha256 =
      "00000000000000000000000000000000000000000000000000000000000070e5";
  static constexpr std::string_view network_sha256 =
      "0000000000000000000000000000000000000000000000000000000000000e70";
  static constexpr std::uint64_t seed = 3;
  static constexpr bool is_exact = true;
  static constexpr std::size_t order = turns;
  static constexpr std::size_t classes = kinds;
  static constexpr std::size_t channels = 1;
  static constexpr std::size_t rows = side;
  static constexpr std::size_t columns = side;
  static constexpr std::array<std::string_view, order> element_names{"e", "r", "r^2", "r^3"};
  static constexpr std::array<std::string_view, order> element_labels{"0°", "90°", "180°", "270°"};
  static constexpr std::array<std::string_view, classes> class_names{"corner", "edge", "bar"};
  static constexpr std::array<std::array<std::uint32_t, order>, order> product{
      {{0, 1, 2, 3}, {1, 2, 3, 0}, {2, 3, 0, 1}, {3, 0, 1, 2}}};
  static constexpr std::array<std::uint32_t, order> inverse{0, 3, 2, 1};
  static constexpr std::array<std::array<bool, order>, classes> symmetries{
      {{true, false, false, false}, {true, false, false, false}, {true, false, true, false}}};
#ifdef TOY_CLASS_WEIGHTS
  static constexpr std::array<double, classes> class_weights{4, 1, 0.3};
#endif
  static constexpr Permutations input_permutations = quarter_turns();
  static constexpr runtime::TrainingDefaults training{
      .epochs = 2, .batch = 8, .learning_rate = 0.02, .final_learning_rate = 0.001};

  static std::vector<runtime::ParameterView> parameters(Weights& weights) {
    return {{.name = "dense.weight",
             .shape = {kinds, pixels},
             .values = weights.dense,
             .layout = runtime::Layout::dense,
             .copies = 1,
             .rows = side,
             .columns = side,
             .channels = 1,
             .outputs = kinds},
            {.name = "dense.bias", .shape = {kinds}, .values = weights.bias}};
  }

  static std::unique_ptr<Weights> initialize(std::uint64_t from) {
    auto weights = std::make_unique<Weights>();
    runtime::Random random(from);
    for (float& weight : weights->dense) {
      weight = static_cast<float>(random.uniform(-0.1, 0.1));
    }
    return weights;
  }
};

static_assert(runtime::GeneratedModel<Model>);

inline void Engine::evaluate(std::span<float const> image, std::span<float> logits) const {
  for (std::size_t h = 0; h < turns; ++h) {
    auto const& back = Model::input_permutations[Model::inverse[h]];
    for (std::size_t c = 0; c < kinds; ++c) {
      float sum = weights_.bias[c];
      for (std::size_t i = 0; i < pixels; ++i) {
        sum += weights_.dense[i * kinds + c] * image[back[i]];
      }
      logits[h * kinds + c] = sum;
    }
  }
}

/// Adds the gradient of one image times \p share; its loss.
inline double Engine::add_gradient(std::span<float const> image,
                                   std::uint32_t label,
                                   std::span<float const> logits,
                                   float share,
                                   Weights& gradient) const {
  std::vector<float> slope(logits.size());
  double const loss = runtime::JointLoss<kinds, Model>::of(logits, {&label, 1}, slope);
  for (std::size_t k = 0; k < logits.size(); ++k) {
    float const delta = slope[k] * share;
    auto const& back = Model::input_permutations[Model::inverse[k / kinds]];
    gradient.bias[k % kinds] += delta;
    for (std::size_t i = 0; i < pixels; ++i) {
      gradient.dense[i * kinds + k % kinds] += delta * image[back[i]];
    }
  }
  return loss;
}

/// One image after the other: slow, and in an order that does not depend on the threads.
inline void Engine::lane_gradients(std::span<float const> images,
                                   std::span<std::uint32_t const> labels,
                                   runtime::BatchPart const& part,
                                   Weights& gradient,
                                   runtime::LaneTaker const& take) {
  constexpr std::size_t answers = turns * kinds;
  std::vector<float> logits(labels.size() * answers);
  forward(images, logits);
  float const share = 1.0F / static_cast<float>(part.batch_images);
  std::size_t n = 0;
  for (std::size_t const lane : part.lanes) {
    gradient = {};
    double loss = 0;
    for (std::size_t const end = n + lane; n < end; ++n) {
      loss += add_gradient(images.subspan(n * pixels, pixels),
                           labels[n],
                           std::span(logits).subspan(n * answers, answers),
                           share,
                           gradient);
    }
    take({&loss, 1});
  }
}

} // namespace toy

#endif
