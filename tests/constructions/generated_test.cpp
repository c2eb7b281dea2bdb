/// \file
/// The generated code of each construction against the reference evaluator: values, equivariance to
/// the bit for every element and also where an element fixes the input, and the gradient.
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/codegen/symmetry/layer_symmetry.hpp"
#include "equivarify/runtime/base/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "made_canonical.hpp"
#include "made_coinduced.hpp"
#include "made_quotient.hpp"
#include "made_reynolds.hpp"

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

  /// An input that \p g fixes.
  [[nodiscard]] Values fixed_input(std::uint64_t seed, algebra::Element g) const {
    Values x = random_input<float>(network_, seed);
    for (std::uint32_t i = 0; i < network_.group.element_order(g); ++i) {
      Values const moved = act_on_input(network_, g, x);
      std::transform(x.begin(), x.end(), moved.begin(), x.begin(), [](float a, float b) {
        return std::max(a, b);
      });
    }
    return x;
  }

  static Values run(typename Model::Weights const& weights, Values const& images) {
    rt::ThreadPool pool(2);
    typename Model::Engine engine(pool);
    engine.load(weights);
    Values logits(images.size() / rt::input_size<Model> * outputs);
    engine.forward(images, logits);
    return logits;
  }

  Network network_;
};

using Models = testing::
    Types<made_canonical::Model, made_coinduced::Model, made_quotient::Model, made_reynolds::Model>;

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
      for (std::size_t h = 0; h < Model::order; ++h) {
        std::size_t const source = Model::product[Model::inverse[g.index()]][h];
        for (std::size_t c = 0; c < Model::classes; ++c) {
          ASSERT_EQ(turned[h * Model::classes + c], found[source * Model::classes + c]);
        }
      }
    }
  }
}

/// How many weights go with each weight of the parameters, in file order: 1 where it is free.
std::map<std::string, std::vector<std::size_t>> orbit_sizes(Network const& network) {
  std::map<std::string, std::vector<std::size_t>> sizes;
  auto const add = [&](std::string const& name, std::vector<std::uint32_t> const& orbits) {
    std::vector<std::size_t>& size = sizes[name];
    for (std::uint32_t const orbit : orbits) {
      size.push_back(static_cast<std::size_t>(std::count(orbits.begin(), orbits.end(), orbit)));
    }
  };
  for (LayerSymmetry const& symmetry : layer_symmetries(network)) {
    if (is_tied(symmetry.layer.operation)) {
      add(symmetry.layer.name + ".weight", weight_orbits(symmetry));
      add(symmetry.layer.name + ".bias", bias_orbits(symmetry));
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

TEST(GeneratedTies, HoldFromTheFirstWeightsOn) {
  using Model = made_coinduced::Model;
  Network const network =
      load_network(std::filesystem::path(CONSTRUCTIONS_FOLDER) / "made_coinduced.json");
  auto const weights = Model::initialize(3);
  auto const views = Model::parameters(*weights);
  auto const symmetries = layer_symmetries(network);
  Values const kernel = rt::to_file_order(views[0]);
  auto const orbits = weight_orbits(symmetries[0]);
  ASSERT_EQ(kernel.size(), orbits.size());
  for (std::size_t i = 0; i < kernel.size(); ++i) {
    EXPECT_EQ(kernel[i], kernel[orbits[i]]);
  }
  EXPECT_LT(count_orbits(orbits), orbits.size());
}

} // namespace
} // namespace equivarify::codegen
