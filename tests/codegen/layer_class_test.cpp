/// \file
/// Every type of layer is of the class that it says it is: what the judges take from the class and
/// the windows alone is compared with what the layer computes.
#include "equivarify/codegen/layers/commutation.hpp"
#include "equivarify/codegen/layers/incidence.hpp"
#include "equivarify/codegen/layers/layer_norm.hpp"
#include "equivarify/codegen/layers/registry.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "codegen/disguised_layer.hpp"
#include "codegen/weighted_layer.hpp"

namespace equivarify::codegen {
namespace {

Values negated(Values values) {
  std::transform(
      values.begin(), values.end(), values.begin(), [](float value) { return 0.0F - value; });
  return values;
}

/// The types of layers for which \p is_wanted(a layer with random weights).
std::vector<LayerType const*> types_where(bool (*is_wanted)(Weighted const&)) {
  std::vector<LayerType const*> types = layer_types();
  std::erase_if(types, [&](LayerType const* type) { return !is_wanted(Weighted{*type}); });
  return types;
}

bool is_reduction(Weighted const& layer) {
  return layer.structure() == StructuralClass::reduction_over_entries;
}

/// Whether all entries have a say that its terms do not name, since it is the same in any order.
bool sees_all_entries(Weighted const& layer) {
  return is_reduction(layer) || layer.structure() == StructuralClass::normalised;
}

bool is_pointwise(Weighted const& layer) {
  return layer.structure() == StructuralClass::pointwise ||
         layer.structure() == StructuralClass::pointwise_odd;
}

class LayerClass : public ::testing::TestWithParam<LayerType const*> {};

class LocalLayer : public LayerClass {};

class PointwiseLayer : public LayerClass {};

class Reduction : public LayerClass {};

class EndoLayer : public LayerClass {}; // with outputs as many as inputs

/// Which entries of the input each output depends on, found by changing one after another.
std::vector<std::set<std::size_t>> dependence(Weighted const& layer) {
  Values const x = in_domain(layer, numbers(layer.layer().entries(), 100));
  Values const y = layer(x);
  std::vector<std::set<std::size_t>> seen(y.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    // 8 is larger than all entries, so that it shows in a largest one; more numbers, since a
    // function may have the same value at one of them, or of all of one sign.
    for (float const changed : {8.0F, -8.0F, x[i] * 0.75F + 0.01F}) {
      Values moved = x;
      moved[i] = changed;
      Values const after = layer(moved);
      for (std::size_t o = 0; o < y.size(); ++o) {
        if (after[o] != y[o]) {
          seen[o].insert(i);
        }
      }
    }
  }
  return seen;
}

/// The entries that each output of \p layer is made of by its class.
std::vector<std::set<std::size_t>> entries_by_class(Layer const& layer) {
  std::vector<std::set<std::size_t>> entries(layer.output.size());
  for (std::size_t o = 0; o < entries.size(); ++o) {
    for (IncidenceTerm const& term : terms_of(layer, o)) {
      entries[o].insert(term.entry);
    }
    entries[o].erase(no_entry);
  }
  return entries;
}

bool lets_signs_through_to_the_bit(Weighted const& unbiased) {
  Values x = in_domain(unbiased, numbers(unbiased.layer().entries(), 101));
  x.front() = 0.0F; // a zero that is negated as 0 - 0 keeps its sign
  return unbiased(negated(x)) == negated(unbiased(x));
}

TEST_P(LocalLayer, EachOutputDependsOnItsTermsAlone) {
  Weighted const layer{*GetParam()};
  EXPECT_EQ(dependence(layer), entries_by_class(layer.layer()));
}

TEST_P(LayerClass, LetsSignsThroughToTheBitExactlyIfItSaysSo) {
  Weighted const layer{*GetParam(), false};
  EXPECT_EQ(lets_signs_through_to_the_bit(layer), lets_signs_through(layer.structure()));
}

/// Whether twice the input gives twice the output, where biases are 0.
bool is_homogeneous(Weighted const& unbiased) {
  Values x = in_domain(unbiased, numbers(unbiased.layer().entries(), 105));
  Values y = unbiased(x);
  auto const twice = [](float value) { return 2.0F * value; };
  std::transform(x.begin(), x.end(), x.begin(), twice);
  std::transform(y.begin(), y.end(), y.begin(), twice);
  return unbiased(x) == y;
}

constexpr std::array all_classes{StructuralClass::pointwise,
                                 StructuralClass::pointwise_odd,
                                 StructuralClass::linear_in_windows,
                                 StructuralClass::largest_in_windows,
                                 StructuralClass::mean_in_windows,
                                 StructuralClass::linear,
                                 StructuralClass::reshape,
                                 StructuralClass::reduction_over_entries,
                                 StructuralClass::sum_of_values,
                                 StructuralClass::product_of_values,
                                 StructuralClass::values_in_a_row,
                                 StructuralClass::affine_in_channels,
                                 StructuralClass::normalised};

TEST_P(LayerClass, WouldBeCaughtAsAnyOtherFromWhichOtherThingsFollow) {
  Weighted const own{*GetParam(), false};
  auto const own_entries = entries_by_class(own.layer());
  for (StructuralClass const claimed : all_classes) {
    Disguised const type{own.layer(), claimed};
    Weighted const disguised{{"layer", type.standard(), own.layer().inputs, own.layer().output}};
    auto const entries = entries_by_class(disguised.layer());
    bool const same_signs = lets_signs_through(claimed) == lets_signs_through(own.structure());
    if (entries == own_entries && same_signs) {
      continue; // the judges conclude the same of both
    }
    bool const is_no_sum = claimed == StructuralClass::linear && !is_homogeneous(disguised);
    bool const caught = lets_signs_through_to_the_bit(disguised) != lets_signs_through(claimed) ||
                        dependence(disguised) != entries || is_no_sum;
    EXPECT_TRUE(caught) << "class " << static_cast<int>(claimed);
  }
}

TEST(LayerNormAtEachPlace, DependsOnTheEntriesOfItsTermsAlone) {
  Shape const input{3, 4, 2};
  Weighted const layer{{"layer", LayerNorm{.each_place = true}, {input}, input}, true};
  EXPECT_EQ(dependence(layer), entries_by_class(layer.layer()));
}

TEST_P(PointwiseLayer, GivesTheSameBitsForTheSameNumberWhereverItStands) {
  Weighted const layer{*GetParam()};
  Values x = in_domain(layer, numbers(layer.layer().entries(), 102));
  Values const y = layer(x);
  std::reverse(x.begin(), x.end());
  Values backwards = layer(x);
  std::reverse(backwards.begin(), backwards.end());
  EXPECT_EQ(backwards, y);
}

TEST_P(Reduction, CommutesWithPermutations) {
  Weighted const layer{*GetParam()};
  Values x = numbers(layer.layer().entries(), 103);
  Values const y = layer(x);
  std::rotate(x.begin(), x.begin() + 5, x.end());
  Values after = layer(x);
  std::rotate(after.rbegin(), after.rbegin() + 5, after.rend());
  for (std::size_t i = 0; i < y.size(); ++i) {
    EXPECT_NEAR(after[i], y[i], 1e-6F);
  }
}

TEST_P(EndoLayer, FitsNoMotionThatItsMeasuredValuesContradict) {
  Weighted const layer{*GetParam()};
  std::size_t const inputs = layer.layer().entries();
  std::size_t const outputs = layer.layer().output.size();
  algebra::SignedPermutation motion = algebra::without_signs({});
  for (std::size_t i = 0; i < inputs; ++i) {
    motion.gather.push_back(static_cast<std::uint32_t>((i + 3) % inputs));
    motion.negated.push_back(i % 2 == 0);
  }
  for (bool const signs : {true, false}) {
    motion.negated = signs ? motion.negated : std::vector<bool>(inputs);
    Values x = numbers(inputs, 104);
    x[motion.gather.front()] = 0.0F;
    x = in_domain(layer, x);
    Values const y = layer(x);
    Values moved(inputs);
    float difference = 0;
    for (std::size_t i = 0; i < inputs; ++i) {
      moved[i] = motion.negated[i] ? 0.0F - x[motion.gather[i]] : x[motion.gather[i]];
    }
    Values const first = layer(moved);
    for (std::size_t i = 0; i < outputs; ++i) {
      float const last = motion.negated[i] ? -y[motion.gather[i]] : y[motion.gather[i]];
      float const distance = first[i] == last ? 0.0F : std::abs(first[i] - last);
      difference = std::isnan(distance) ? 1.0F : std::max(difference, distance);
    }
    EXPECT_EQ(fit(layer.layer(), motion, motion) == Fit::holds, difference < 1e-5F);
  }
}

std::string type_of_case(::testing::TestParamInfo<LayerType const*> const& type) {
  return type.param->name();
}

INSTANTIATE_TEST_SUITE_P(Types, LayerClass, ::testing::ValuesIn(layer_types()), type_of_case);
INSTANTIATE_TEST_SUITE_P(Types,
                         LocalLayer,
                         ::testing::ValuesIn(types_where([](Weighted const& layer) {
                           return !sees_all_entries(layer);
                         })),
                         type_of_case);
INSTANTIATE_TEST_SUITE_P(Types,
                         PointwiseLayer,
                         ::testing::ValuesIn(types_where(is_pointwise)),
                         type_of_case);
INSTANTIATE_TEST_SUITE_P(Types,
                         Reduction,
                         ::testing::ValuesIn(types_where(is_reduction)),
                         type_of_case);
INSTANTIATE_TEST_SUITE_P(Types,
                         EndoLayer,
                         ::testing::ValuesIn(types_where([](Weighted const& layer) {
                           return layer.layer().entries() == layer.layer().output.size();
                         })),
                         type_of_case);

} // namespace
} // namespace equivarify::codegen
