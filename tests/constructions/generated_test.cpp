/// \file
/// The generated code of each construction against the reference evaluator: values, equivariance to
/// the bit for every element and also where an element fixes the input, and the gradient.
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/codegen/symmetry/ties.hpp"
#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/optimizer/optimizer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "made_canonical.hpp"
#include "made_coinduced.hpp"
#include "made_dropped.hpp"
#include "made_quotient.hpp"
#include "made_reynolds.hpp"
#include "made_signed.hpp"

namespace equivarify::codegen {
namespace {

namespace rt = equivarify::runtime;

using Values = std::vector<float>;

template <typename Model>
class Generated : public ::testing::Test {
protected:
  static constexpr std::size_t outputs = Model::order * Model::classes;

  Generated()
      : network_{load_network(std::filesystem::path(CONSTRUCTIONS_FOLDER) /
                              (std::string(Model::name) + ".json"))} {}

  /// The weights that the reference has for \p seed.
  [[nodiscard]] std::unique_ptr<typename Model::Weights> weights(std::uint64_t seed) const {
    auto result = std::make_unique<typename Model::Weights>();
    auto const reference = random_weights<float>(network_, seed);
    auto const views = Model::parameters(*result);
    for (std::size_t i = 0; i < views.size(); ++i) {
      EXPECT_EQ(views[i].name, reference[i].name);
      rt::from_file_order(views[i], reference[i].values);
    }
    return result;
  }

  /// An input that \p g fixes: the sum over its powers, of numbers that add without rounding.
  [[nodiscard]] Values fixed_input(std::uint64_t seed, algebra::Element g) const {
    Values x = random_input<float>(network_, seed);
    std::uint32_t const order = network_.group.element_order(g);
    for (float& value : x) {
      value = std::round(64 * value) / (64 * static_cast<float>(order));
    }
    Values sum(x.size());
    for (std::uint32_t i = 0; i < order; ++i) {
      std::transform(sum.begin(), sum.end(), x.begin(), sum.begin(), std::plus<>{});
      x = act_on_input(network_, g, x);
    }
    return sum;
  }

  static Values run(typename Model::Weights const& weights, Values const& images) {
    rt::ThreadPool pool(2);
    typename Model::Engine engine(pool);
    engine.load(weights);
    Values logits(images.size() / rt::input_size<Model> * outputs);
    engine.forward(images, logits);
    return logits;
  }

  /// Expects \p turned to be \p straight moved by \p g, to the bit.
  static void expect_moved(algebra::Element g, Values const& straight, Values const& turned) {
    for (std::size_t h = 0; h < Model::order; ++h) {
      std::size_t const source = Model::product[Model::inverse[g.index()]][h];
      for (std::size_t c = 0; c < Model::classes; ++c) {
        ASSERT_EQ(turned[h * Model::classes + c], straight[source * Model::classes + c]);
      }
    }
  }

  Network network_;
};

using Models = testing::Types<made_canonical::Model,
                              made_coinduced::Model,
                              made_dropped::Model,
                              made_quotient::Model,
                              made_reynolds::Model,
                              made_signed::Model>;

using TiedModels = testing::Types<made_coinduced::Model, made_dropped::Model, made_signed::Model>;

struct Names {
  template <typename Model>
  // NOLINTNEXTLINE(readability-identifier-naming): as googletest calls it
  static std::string GetName(int) {
    return std::string(Model::name);
  }
};

TYPED_TEST_SUITE(Generated, Models, Names);

TYPED_TEST(Generated, AgreesWithTheReferenceAndIsEquivariantToTheBit) {
  using Model = TypeParam;
  auto const weights = this->weights(5);
  auto const reference = random_weights<double>(this->network_, 5);
  for (algebra::Element const fixing : this->network_.group.elements()) {
    Values const x = this->fixed_input(6 + fixing.index(), fixing);
    Values const found = this->run(*weights, x);
    auto const expected =
        evaluate(this->network_, reference, std::vector<double>(x.begin(), x.end())).back().copies;
    for (std::size_t h = 0; h < Model::order; ++h) {
      for (std::size_t c = 0; c < Model::classes; ++c) {
        ASSERT_NEAR(static_cast<double>(found[h * Model::classes + c]), expected[h][c], 1e-5);
      }
    }
    for (algebra::Element const g : this->network_.group.elements()) {
      Values const turned = this->run(*weights, act_on_input(this->network_, g, x));
      this->expect_moved(g, found, turned);
    }
  }
}

/// How many weights go with each weight of the parameters, in file order: 1 where it is free.
std::map<std::string, std::vector<std::size_t>> orbit_sizes(Network const& network) {
  std::map<std::string, std::vector<std::size_t>> sizes;
  for (auto const& [name, ties] : tensor_ties(network)) {
    auto const n = static_cast<std::uint32_t>(ties.size());
    std::vector<std::size_t>& size = sizes[name];
    for (std::uint32_t const tie : ties) {
      auto const count = std::count_if(ties.begin(), ties.end(), [&](std::uint32_t other) {
        return other / (2 * n) == tie / (2 * n) && other % n == tie % n;
      });
      size.push_back(static_cast<std::size_t>(count));
    }
  }
  return sizes;
}

TYPED_TEST(Generated, HasTheDerivativeOfItsLossForGradient) {
  using Model = TypeParam;
  auto const weights = this->weights(5);
  auto const direction = this->weights(9); // tied as the weights are
  rt::Random random{1};
  Values images;
  std::vector<std::uint32_t> labels;
  for (std::uint64_t i = 0; i < 19; ++i) { // a whole micro-batch and a part of one
    auto const fixing = this->network_.group.element(static_cast<std::uint32_t>(i % Model::order));
    Values const x = this->fixed_input(i, fixing);
    images.insert(images.end(), x.begin(), x.end());
    labels.push_back(static_cast<std::uint32_t>(random.below(Model::order * Model::classes)));
  }
  auto const loss_and_gradient = [&](typename Model::Weights const& at,
                                     std::size_t threads,
                                     typename Model::Weights& gradient) {
    rt::ThreadPool pool(threads);
    typename Model::Engine engine(pool);
    engine.load(at);
    return engine.gradient(images, labels, gradient);
  };
  auto const gradient = std::make_unique<typename Model::Weights>();
  auto const other = std::make_unique<typename Model::Weights>();
  EXPECT_EQ(loss_and_gradient(*weights, 1, *gradient), loss_and_gradient(*weights, 3, *other));
  auto const sizes = orbit_sizes(this->network_);
  double slope = 0;
  auto const slopes = Model::parameters(*gradient);
  auto const others = Model::parameters(*other);
  auto const steps = Model::parameters(*direction);
  for (std::size_t p = 0; p < slopes.size(); ++p) {
    Values const of_loss = rt::to_file_order(slopes[p]);
    EXPECT_EQ(of_loss, rt::to_file_order(others[p]));
    Values const step = rt::to_file_order(steps[p]);
    auto const size = sizes.find(std::string(slopes[p].name));
    for (std::size_t i = 0; i < step.size(); ++i) {
      // A tied weight has the derivative by the one weight that it is a copy of.
      double const share = size == sizes.end() ? 1.0 : static_cast<double>(size->second[i]);
      slope += static_cast<double>(of_loss[i]) * static_cast<double>(step[i]) / share;
    }
  }
  auto const loss_along = [&](float length) {
    auto moved = std::make_unique<typename Model::Weights>(*weights);
    auto const targets = Model::parameters(*moved);
    for (std::size_t p = 0; p < targets.size(); ++p) {
      for (std::size_t i = 0; i < targets[p].values.size(); ++i) {
        targets[p].values[i] += length * steps[p].values[i];
      }
    }
    return loss_and_gradient(*moved, 1, *other);
  };
  constexpr float length = 1.0F / 4096.0F;
  double const measured =
      (loss_along(length) - loss_along(-length)) / (2.0 * static_cast<double>(length));
  EXPECT_NEAR(slope, measured, 0.01 * std::max(1.0, std::abs(measured)));
}

/// Expects the weights of \p network to be what their ties say, to the bit.
void expect_ties(Network const& network, std::vector<rt::ParameterView> const& views) {
  std::map<std::string, Ties> ties = tensor_ties(network);
  for (rt::ParameterView const& view : views) {
    Values const values = rt::to_file_order(view);
    Ties const& own = ties[std::string(view.name)];
    ASSERT_EQ(values.size(), own.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      EXPECT_EQ(std::bit_cast<std::uint32_t>(values[i]),
                std::bit_cast<std::uint32_t>(tied_value(values, own[i])))
          << view.name << " " << i;
    }
  }
}

template <typename Model>
class GeneratedTies : public Generated<Model> {};

TYPED_TEST_SUITE(GeneratedTies, TiedModels, Names);

TYPED_TEST(GeneratedTies, HoldFromTheFirstWeightsOnAndInTraining) {
  using Model = TypeParam;
  auto const weights = Model::initialize(3);
  auto const gradient = std::make_unique<typename Model::Weights>();
  std::vector<rt::ParameterView> const views = Model::parameters(*weights);
  EXPECT_LT(count_free(this->network_), this->network_.parameters());
  expect_ties(this->network_, views);
  Values images;
  std::vector<std::uint32_t> labels;
  for (std::uint32_t i = 0; i < 16; ++i) {
    Values const x = random_input<float>(this->network_, i);
    images.insert(images.end(), x.begin(), x.end());
    labels.push_back(i % (Model::order * Model::classes));
  }
  rt::ThreadPool pool(2);
  typename Model::Engine engine(pool);
  rt::Moments moments = rt::Moments::zero(views);
  std::vector<double> losses;
  for (std::size_t step = 0; step < 5; ++step) {
    engine.load(*weights);
    losses.push_back(static_cast<double>(engine.gradient(images, labels, *gradient)));
    engine.update_state(*weights);
    rt::adam_update(rt::adam_step(Model::training, 0.01, step),
                    views,
                    moments,
                    Model::parameters(*gradient),
                    pool);
  }
  EXPECT_LT(losses.back(), losses.front());
  expect_ties(this->network_, views);
  for (algebra::Element const g : this->network_.group.elements()) {
    Values const x = this->fixed_input(g.index(), g);
    Values const straight = this->run(*weights, x);
    for (algebra::Element const k : this->network_.group.elements()) {
      Values const turned = this->run(*weights, act_on_input(this->network_, k, x));
      this->expect_moved(k, straight, turned);
    }
  }
}

} // namespace
} // namespace equivarify::codegen
