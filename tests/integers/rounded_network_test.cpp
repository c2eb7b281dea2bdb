/// \file
/// Training with rounding in the loop.
#include "equivarify/runtime/integer/rounded_network.hpp"

#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/reference/weights.hpp"
#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/evaluation/input_action.hpp"
#include "equivarify/runtime/integer/integer_network.hpp"
#include "equivarify/runtime/integer/quantise.hpp"
#include "equivarify/runtime/training/trainer.hpp"
#include "equivarify/runtime/training/validation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include "integers/integer_networks.hpp"

namespace equivarify::testing {
namespace {

/// A network of floats, its integers, and the network that trains them further.
struct Rounded {
  explicit Rounded(codegen::SpecText const& spec, std::size_t threads = 1)
      : network(spec.network_of()), about(codegen::integer_description(network)), pool(threads) {
    about.training.pose = runtime::Pose::upright;
    for (std::size_t g = 0; g < about.classes; ++g) {
      about.symmetries.emplace_back(about.order);
    }
    for (codegen::ReferenceParameter<float>& parameter : floats) {
      views.push_back(
          {.name = parameter.name, .shape = parameter.shape, .values = parameter.values});
    }
    integers = runtime::quantise(about, views, sample, {}, pool);
    rounded = std::make_unique<runtime::RoundedNetwork>(integers, views, about, pool);
  }

  [[nodiscard]] std::span<float const> image(std::size_t n) const {
    return std::span(sample).subspan(n * about.input_size(), about.input_size());
  }

  /// The gradients of all weights at image \p n with the label \p label.
  [[nodiscard]] std::vector<std::vector<float>> gradients(std::span<float const> x,
                                                          std::uint32_t label) const {
    std::vector<std::uint32_t> const labels{label};
    rounded->gradient(x, {.labels = labels});
    std::vector<std::vector<float>> result;
    for (runtime::ParameterView const& view : rounded->gradients()) {
      result.emplace_back(view.values.begin(), view.values.end());
    }
    return result;
  }

  codegen::Network network;
  runtime::Description about;
  runtime::Random random{3};
  codegen::ReferenceWeights<float> floats = codegen::random_weights<float>(network, 7);
  std::vector<float> sample = random_inputs(about, !about.input_negated.empty(), 60, random);
  std::vector<runtime::ParameterView> views;
  runtime::ThreadPool pool;
  runtime::IntegerWeights integers;
  std::unique_ptr<runtime::RoundedNetwork> rounded;
};

std::vector<float> logits_of(runtime::Network& network, std::span<float const> images) {
  runtime::Description const& about = network.description();
  std::vector<float> logits(images.size() / about.input_size() * about.labels());
  network.forward(images, logits);
  return logits;
}

/// Moves all floats of \p network a little, as a step of training does.
void step(Rounded& example) {
  std::vector<std::uint32_t> const labels{1, 0};
  std::span<float const> const images =
      std::span(example.sample).first(2 * example.about.input_size());
  example.rounded->gradient(images, {.labels = labels});
  std::vector<runtime::ParameterView> const floats = example.rounded->parameters();
  std::vector<runtime::ParameterView> const slopes = example.rounded->gradients();
  for (std::size_t i = 0; i < floats.size(); ++i) {
    for (std::size_t k = 0; k < floats[i].values.size(); ++k) {
      floats[i].values[k] -= std::copysign(0.01F, slopes[i].values[k]);
    }
  }
  example.rounded->load();
}

class RoundedNetworks : public ::testing::TestWithParam<std::size_t> {
protected:
  Rounded example_{integer_specs()[GetParam()].second};
};

/// Of cyclic groups: with many copies a max_pool2d or relu near its edge turns a gradient far.
class SmallRoundedNetworks : public RoundedNetworks {};

std::vector<std::size_t> of_cyclic_groups() {
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < integer_specs().size(); ++i) {
    if (integer_specs()[i].first.front() == 'C') {
      chosen.push_back(i);
    }
  }
  return chosen;
}

/// The forward pass of training is the integer network that the fast loops evaluate, to the bit.
TEST_P(RoundedNetworks, ComputeWhatTheirIntegersDo) {
  std::span<float const> const images =
      std::span(example_.sample).first(10 * example_.about.input_size());
  for (std::size_t l = 0; l < example_.integers.layers.size(); ++l) {
    EXPECT_EQ(example_.rounded->integers().layers[l].weights, example_.integers.layers[l].weights);
    EXPECT_EQ(example_.rounded->integers().layers[l].bias, example_.integers.layers[l].bias);
  }
  runtime::IntegerNetwork before(example_.integers, example_.about, example_.pool);
  std::vector<float> const first = logits_of(*example_.rounded, images);
  EXPECT_EQ(first, logits_of(before, images));
  step(example_);
  std::vector<float> const second = logits_of(*example_.rounded, images);
  EXPECT_NE(second, first);
  runtime::IntegerNetwork after(example_.rounded->integers(), example_.about, example_.pool);
  EXPECT_EQ(second, logits_of(after, images));
}

/// A moved image with the moved label has the same gradient, but for the order of sums.
TEST_P(RoundedNetworks, HaveInvariantGradients) {
  runtime::Description const& about = example_.about;
  std::vector<float> moved(about.input_size());
  std::vector<std::vector<float>> const expected = example_.gradients(example_.image(0), 1);
  float largest = 0;
  for (std::size_t g = 0; g < about.order; ++g) {
    runtime::move_input(about, g, example_.image(0), moved);
    auto const label = static_cast<std::uint32_t>(g * about.classes + 1);
    std::vector<std::vector<float>> const found = example_.gradients(moved, label);
    for (std::size_t i = 0; i < found.size(); ++i) {
      float const size =
          std::abs(*std::max_element(expected[i].begin(), expected[i].end(), [](float a, float b) {
            return std::abs(a) < std::abs(b);
          }));
      largest = std::max(largest, size);
      for (std::size_t k = 0; k < found[i].size(); ++k) {
        ASSERT_NEAR(found[i][k], expected[i][k], 1e-4F * size + 1e-7F) << "g = " << g;
      }
    }
  }
  EXPECT_GT(largest, 0);
}

/// The loss of floats in double precision.
double float_loss(Rounded const& example, std::span<float const> x, std::size_t label) {
  std::vector<double> const logits = codegen::output_of(
      example.network,
      codegen::evaluate<double>(
          example.network, codegen::in_double(example.floats), {x.begin(), x.end()}));
  double const largest = *std::max_element(logits.begin(), logits.end());
  double const sum = std::accumulate(logits.begin(), logits.end(), 0.0, [&](double s, double y) {
    return s + std::exp(y - largest);
  });
  return std::log(sum) + largest - logits[label];
}

/// The slope of that loss for \p value, one of the floats of \p example.
double float_slope(Rounded const& example, std::size_t n, std::size_t label, float& value) {
  constexpr double h = 1e-4;
  float const kept = value;
  value = kept + static_cast<float>(h);
  double const above = float_loss(example, example.image(n), label);
  value = kept - static_cast<float>(h);
  double const below = float_loss(example, example.image(n), label);
  value = kept;
  return (above - below) / (2 * h);
}

/// The floats called \p name, if a batch_norm does not multiply them.
std::span<float> unfolded(Rounded& example, std::string const& name) {
  for (runtime::LayerForm const& form : example.about.integer_layers) {
    if (!form.norm.empty() && name.starts_with(std::string(form.name) + ".")) {
      return {};
    }
  }
  auto const floats = std::find_if(example.floats.begin(),
                                   example.floats.end(),
                                   [&](auto const& parameter) { return parameter.name == name; });
  return floats == example.floats.end() ? std::span<float>() : std::span<float>(floats->values);
}

/// As little as integers of 8 bits differ from floats, so little do their gradients: both point in
/// nearly the same direction, layer by layer.
TEST_P(SmallRoundedNetworks, HaveGradientsThatPointWhereThoseOfFloatsDo) {
  std::size_t compared = 0;
  std::vector<std::vector<float>> const found = example_.gradients(example_.image(1), 2);
  std::vector<runtime::ParameterView> const views = example_.rounded->parameters();
  for (std::size_t i = 0; i < views.size(); ++i) {
    std::span<float> const floats = unfolded(example_, views[i].name);
    double product = 0;
    double ours = 0;
    double theirs = 0;
    std::size_t const stride = std::max<std::size_t>(1, floats.size() / 16);
    for (std::size_t k = 0; k < floats.size(); k += stride) {
      double const slope = float_slope(example_, 1, 2, floats[k]);
      auto const our_slope = static_cast<double>(found[i][k]);
      product += slope * our_slope;
      ours += our_slope * our_slope;
      theirs += slope * slope;
    }
    if (std::sqrt(theirs) > 1e-6) { // below that the differences are not exact
      EXPECT_GT(product, 0.85 * std::sqrt(ours * theirs)) << views[i].name;
      compared += 1;
    }
  }
  EXPECT_GT(compared, 5U);
}

INSTANTIATE_TEST_SUITE_P(Groups,
                         RoundedNetworks,
                         ::testing::Range(std::size_t{0}, integer_specs().size()),
                         [](auto const& group) { return integer_specs()[group.param].first; });

INSTANTIATE_TEST_SUITE_P(Groups,
                         SmallRoundedNetworks,
                         ::testing::ValuesIn(of_cyclic_groups()),
                         [](auto const& group) { return integer_specs()[group.param].first; });

/// Upright pictures of a bright corner, a bright edge, or a bar, of bytes.
runtime::Dataset bright_pictures(std::size_t count) {
  constexpr std::size_t side = 6;
  runtime::Random random(5);
  std::vector<std::uint8_t> pixels(count * side * side);
  std::vector<std::uint32_t> classes;
  for (std::size_t n = 0; n < count; ++n) {
    std::uint8_t* const picture = pixels.data() + n * side * side;
    std::for_each(picture, picture + side * side, [&](std::uint8_t& pixel) {
      pixel = static_cast<std::uint8_t>(random.below(90));
    });
    classes.push_back(static_cast<std::uint32_t>(random.below(3)));
    for (std::size_t i = 0; i < side; ++i) {
      std::size_t const row = classes[n] == 0 ? i % 2 : classes[n] == 1 ? 0 : 3;
      picture[row * side + (classes[n] == 0 ? i / 2 : i)] =
          static_cast<std::uint8_t>(150 + random.below(106));
    }
  }
  return runtime::pictures_of_bytes(side * side, std::move(pixels), std::move(classes));
}

/// What training with rounding in the loop comes to.
struct Trained {
  runtime::IntegerWeights integers;
  double first_loss;
  double last_loss;
  double accuracy;
};

Trained trained(std::size_t threads) {
  Rounded example({}, threads);
  runtime::Dataset const data = bright_pictures(96);
  runtime::TrainingSettings settings;
  settings.images = data.size();
  settings.plan.epochs = 30;
  settings.plan.batch = 16;
  settings.plan.learning_rate = 0.01;
  runtime::Trainer trainer(*example.rounded, data, settings, example.pool);
  while (!trainer.finished()) {
    trainer.step();
  }
  auto const team = runtime::team_of_one();
  return {example.rounded->integers(),
          trainer.state().epochs.front().loss,
          trainer.state().epochs.back().loss,
          runtime::validate(*example.rounded, runtime::all_of(data), *team).accuracy};
}

TEST(RoundedTraining, LearnsAndDoesNotDependOnThreads) {
  Trained const one = trained(1);
  EXPECT_LT(one.last_loss, 0.5 * one.first_loss);
  EXPECT_GT(one.accuracy, 0.9);
  Trained const three = trained(3);
  EXPECT_EQ(one.last_loss, three.last_loss);
  for (std::size_t l = 0; l < one.integers.layers.size(); ++l) {
    EXPECT_EQ(one.integers.layers[l].weights, three.integers.layers[l].weights);
    EXPECT_EQ(one.integers.layers[l].bias, three.integers.layers[l].bias);
  }
}

} // namespace
} // namespace equivarify::testing
