#include "equivarify/runtime/evaluation/input_action.hpp"
#include "equivarify/runtime/integer/definition.hpp"
#include "equivarify/runtime/integer/integer_engine.hpp"
#include "equivarify/runtime/integer/range_analysis.hpp"
#include "equivarify/runtime/integer/rounding.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

#include "integers/integer_networks.hpp"
#include "integers/wrong_finishes.hpp"
#include "integers/wrong_joins.hpp"

namespace equivarify::testing {
namespace {

/// A random integer network, some inputs, and their logits by plain loops.
struct Sample {
  Sample(codegen::Network const& network, std::uint64_t seed)
      : description(codegen::integer_description(network)), random(seed),
        weights(random_integers(description, random)),
        inputs(random_inputs(description, weights.input.lowest < 0, 5, random)) {
    for (std::size_t n = 0; n < 5; ++n) {
      std::vector<std::int32_t> const one =
          runtime::evaluate_by_definition(weights, description, input(n));
      logits.insert(logits.end(), one.begin(), one.end());
    }
  }

  [[nodiscard]] std::span<float const> input(std::size_t n) const {
    return std::span(inputs).subspan(n * description.input_size(), description.input_size());
  }

  [[nodiscard]] std::vector<std::int32_t>
  run(runtime::IntegerKernel const& kernel,
      std::size_t threads = 1,
      runtime::IntegerForm form = runtime::IntegerForm::fastest) const {
    runtime::ThreadPool pool(threads);
    runtime::IntegerEngine engine(weights, description, pool, kernel, form);
    std::vector<std::int32_t> result(logits.size());
    engine.forward(inputs, result);
    return result;
  }

  runtime::Description description;
  runtime::Random random;
  runtime::IntegerWeights weights;
  std::vector<float> inputs;
  std::vector<std::int32_t> logits;
};

constexpr std::uint64_t seeds = 8;

class IntegerNetworks : public ::testing::TestWithParam<std::size_t> {
protected:
  IntegerNetworks() : network_(integer_specs()[GetParam()].second.network_of()) {}

  codegen::Network network_;
};

TEST_P(IntegerNetworks, FastLoopsPlainLoopsAndTheReferenceGiveTheSameIntegers) {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    Sample const sample(network_, seed);
    for (runtime::IntegerKernel const& kernel : runtime::integer_kernels()) {
      EXPECT_EQ(sample.run(kernel), sample.logits) << kernel.name << ", seed " << seed;
      // Five images: as tasks of their own for fewer threads, one after another for more.
      std::size_t const threads = seed % 2 == 0 ? 3 : 7;
      EXPECT_EQ(sample.run(kernel, threads), sample.logits) << kernel.name << ", " << threads;
      EXPECT_EQ(sample.run(kernel, 1, runtime::IntegerForm::direct), sample.logits)
          << kernel.name << ", direct";
    }
    std::span<float const> const first = sample.input(0);
    std::vector<double> const reference = codegen::evaluate_integers(
        network_, to_reference(sample.weights), {first.begin(), first.end()});
    EXPECT_TRUE(std::equal(reference.begin(), reference.end(), sample.logits.begin()))
        << "seed " << seed;
    EXPECT_NE(*std::max_element(reference.begin(), reference.end()),
              *std::min_element(reference.begin(), reference.end()));
  }
}

TEST_P(IntegerNetworks, MovedInputsGiveMovedLogitsForEveryElement) {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    Sample const sample(network_, seed);
    runtime::Description const& about = sample.description;
    runtime::ThreadPool pool(1);
    runtime::IntegerEngine engine(sample.weights, about, pool);
    std::vector<float> moved(about.input_size());
    std::vector<std::int32_t> logits(about.labels());
    for (std::size_t g = 0; g < about.order; ++g) {
      runtime::move_input(about, g, sample.input(0), moved);
      engine.forward(moved, logits);
      for (std::size_t i = 0; i < logits.size(); ++i) {
        std::size_t const source = about.product[about.inverse[g]][i / about.classes];
        EXPECT_EQ(logits[i], sample.logits[source * about.classes + i % about.classes])
            << "g = " << g << ", seed " << seed;
      }
    }
  }
}

/// Copy h of what each layer with weights adds up is what copy e adds up at h^-1 x, where all of
/// the network up to that layer is one function of the input: the lift of the whole.
TEST_P(IntegerNetworks, LayerByLayerAreTheLiftOfTheWhole) {
  Sample const sample(network_, 1);
  runtime::Description const& about = sample.description;
  runtime::ThreadPool pool(1);
  std::vector<float> moved(about.input_size());
  for (std::size_t l = 0; l < sample.weights.layers.size(); ++l) {
    runtime::IntegerWeights part{.input = sample.weights.input, .layers = {}};
    part.layers.assign(sample.weights.layers.begin(),
                       sample.weights.layers.begin() + static_cast<std::ptrdiff_t>(l) + 1);
    if (part.layers.back().form.kind != runtime::FormKind::weighted) {
      continue;
    }
    part.layers.back().shifts.clear();
    runtime::IntegerEngine engine(part, about, pool);
    std::vector<std::int32_t> sums(engine.output_size());
    engine.forward(sample.input(0), sums);
    std::size_t const each = sums.size() / about.order;
    for (std::size_t h = 0; h < about.order; ++h) {
      runtime::move_input(about, about.inverse[h], sample.input(0), moved);
      std::vector<std::int32_t> const whole = runtime::evaluate_by_definition(part, about, moved);
      ASSERT_TRUE(std::equal(whole.begin(),
                             whole.begin() + static_cast<std::ptrdiff_t>(each),
                             sums.begin() + static_cast<std::ptrdiff_t>(h * each)))
          << part.layers.back().form.name << ", copy " << h;
    }
  }
}

/// All 512 pictures of 3x3 pixels that are black or white: the network is a map of finite sets.
TEST(SmallIntegerNetwork, IsItsDefinitionAndEquivariantAtEveryInput) {
  codegen::SpecText const spec{.shape = "[1, 3, 3]", .network = R"([
    {"name": "first", "equivarify": "lift", "layers": [
      {"name": "conv1", "type": "conv2d", "filters": 2, "kernel": 3}, {"type": "relu"}]},
    {"name": "second", "equivarify": "concat", "layers": [
      {"type": "flatten"}, {"name": "logits", "type": "dense", "units": 3}]}])"};
  codegen::Network const network = spec.network_of();
  runtime::Description const about = codegen::integer_description(network);
  runtime::Random random(1);
  runtime::IntegerWeights weights = random_integers(about, random);
  weights.input = {.scale = 1, .lowest = 0, .highest = 1};
  runtime::ThreadPool pool(1);
  runtime::IntegerEngine engine(weights, about, pool);
  codegen::IntegerTensorsOfNetwork const tensors = to_reference(weights);
  std::vector<float> moved(9);
  std::vector<std::int32_t> logits(about.labels());
  for (unsigned number = 0; number < 512; ++number) {
    std::vector<float> x;
    for (unsigned bit = 0; bit < 9; ++bit) {
      x.push_back(static_cast<float>(number >> bit & 1U));
    }
    std::vector<double> const reference =
        codegen::evaluate_integers(network, tensors, {x.begin(), x.end()});
    for (std::size_t g = 0; g < about.order; ++g) {
      runtime::move_input(about, g, x, moved);
      engine.forward(moved, logits);
      ASSERT_EQ(logits, runtime::evaluate_by_definition(weights, about, moved)) << number;
      for (std::size_t i = 0; i < logits.size(); ++i) {
        std::size_t const source = about.product[about.inverse[g]][i / about.classes];
        ASSERT_EQ(logits[i], reference[source * about.classes + i % about.classes]) << number;
      }
    }
  }
}

/// Whether one of \p tries random networks of \p network gives other logits with \p kernel.
bool is_killed(codegen::Network const& network,
               runtime::IntegerKernel const& kernel,
               std::uint64_t tries = 100) {
  for (std::uint64_t seed = 1; seed <= tries; ++seed) {
    Sample const sample(network, seed);
    if (sample.run(kernel) != sample.logits) {
      return true;
    }
  }
  return false;
}

TEST_P(IntegerNetworks, KillWrongRoundingAndWrongProducts) {
  runtime::IntegerKernel const plain = runtime::integer_kernels().back();
  auto const with = [&](Finishing finish) {
    return runtime::IntegerKernel{"mutant", plain.instructions, plain.products, finish, plain.join};
  };
  EXPECT_FALSE(is_killed(network_, with(right), seeds));
  EXPECT_TRUE(is_killed(network_, with(truncating)));
  EXPECT_TRUE(is_killed(network_, with(half_up)));
  EXPECT_TRUE(is_killed(network_, with(to_minus_128)));
  EXPECT_TRUE(is_killed(network_, with(without_cap)));
  EXPECT_TRUE(is_killed(
      network_, {"mutant", plain.instructions, saturating_products, plain.finish, plain.join}));
}

TEST_P(IntegerNetworks, KillWrongSumsOfValues) {
  runtime::IntegerKernel const plain = runtime::integer_kernels().back();
  auto const with = [&](Joining join) {
    return runtime::IntegerKernel{"mutant", plain.instructions, plain.products, plain.finish, join};
  };
  runtime::Description const about = codegen::integer_description(network_);
  auto const has = [&](auto const& is_one) {
    return std::any_of(about.integer_layers.begin(),
                       about.integer_layers.end(),
                       [&](runtime::LayerForm const& form) { return is_one(form.kind); });
  };
  bool const joins = has(runtime::joins_values);
  bool const adds = has([](auto kind) { return kind == runtime::FormKind::add; });
  bool const multiplies = has([](auto kind) { return kind == runtime::FormKind::multiply; });
  EXPECT_FALSE(is_killed(network_, with(right_join), seeds));
  EXPECT_EQ(is_killed(network_, with(without_lifts), adds ? 100 : 1), adds);
  EXPECT_EQ(is_killed(network_, with(sum_of_factors), multiplies ? 100 : 1), multiplies);
  EXPECT_EQ(is_killed(network_, with(half_up_join), joins ? 100 : 1), joins);
  EXPECT_EQ(is_killed(network_, with(without_shift), joins ? 100 : 1), joins);
  EXPECT_EQ(is_killed(network_, with(first_value_alone), joins ? 100 : 1), joins);
}

TEST_P(IntegerNetworks, NoSumIsLargerThanTheRangeAnalysisSays) {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    Sample const sample(network_, seed);
    for (std::size_t layers = 1; layers <= sample.weights.layers.size(); ++layers) {
      runtime::IntegerWeights first = sample.weights;
      first.layers.resize(layers);
      if (first.layers.back().form.kind != runtime::FormKind::weighted &&
          !first.layers.back().joins()) {
        continue;
      }
      runtime::RangeBound const bound = runtime::analyse_ranges(first).back();
      first.layers.back().shifts.clear();
      for (std::size_t n = 0; n < 5; ++n) {
        std::vector<std::int32_t> const sums =
            runtime::evaluate_by_definition(first, sample.description, sample.input(n));
        std::size_t const pixels = first.layers.back().form.output_pixels();
        for (std::size_t i = 0; i < sums.size(); ++i) {
          runtime::Interval const& range = bound.sums[i / pixels % bound.sums.size()];
          ASSERT_LE(range.lowest, sums[i]) << bound.layer;
          ASSERT_GE(range.highest, sums[i]) << bound.layer;
        }
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Groups,
                         IntegerNetworks,
                         ::testing::Range(std::size_t{0}, integer_specs().size()),
                         [](auto const& group) { return integer_specs()[group.param].first; });

} // namespace
} // namespace equivarify::testing
