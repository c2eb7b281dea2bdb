#include "equivarify/runtime/evaluation/equivariance_check.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "runtime/scripted_network.hpp"

namespace {

namespace runtime = equivarify::runtime;
using toy::corner_pictures;
using toy::element_of;
using toy::ScriptedNetwork;

TEST(EquivarianceCheck, FindsNoBitInALift) {
  runtime::ThreadPool pool(2);
  runtime::NetworkOf<toy::Model> network(pool);
  network.initialize(4);
  runtime::EquivarianceReport const report = check_equivariance(network, toy::make_data(100));
  EXPECT_EQ(report.images, 100U);
  EXPECT_EQ(report.elements, 4U);
  EXPECT_EQ(report.values, 100U * 4 * 12 * 2);
  EXPECT_EQ(report.differing_bits, 0U);
  EXPECT_FALSE(report.first);
}

TEST(EquivarianceCheck, FindsASingleBitAndSaysWhere) {
  ScriptedNetwork network([](std::span<float const> image, std::span<float> logits) {
    std::fill(logits.begin(), logits.end(), -1.0F);
    std::size_t const g = element_of(image);
    logits[g * toy::kinds + 1] = g == 3 ? std::nextafter(8.0F, 9.0F) : 8.0F;
  });
  runtime::EquivarianceReport const report = check_equivariance(network, corner_pictures({1, 1}));
  EXPECT_GE(report.differing_bits, 2U);
  ASSERT_TRUE(report.first);
  EXPECT_EQ(report.first->kind, "logit");
  EXPECT_EQ(report.first->image, 0U);
  EXPECT_EQ(report.first->element, 3U);
  EXPECT_EQ(report.first->copy, 3U);
  EXPECT_EQ(report.first->class_index, 1U);
  EXPECT_EQ(report.first->expected, 8.0F);
  EXPECT_EQ(report.deviation, 1U);
}

TEST(EquivarianceCheck, AllowsRoundingWhereTheNetworkPromisesNoMore) {
  runtime::Description description = runtime::describe<toy::Model>();
  runtime::EquivarianceReport rounded{.differing_bits = 5, .first = std::nullopt, .deviation = 3};
  EXPECT_FALSE(holds(description, rounded));
  description.is_exact = false;
  EXPECT_TRUE(holds(description, rounded));
  rounded.deviation = runtime::allowed_deviation + 1;
  EXPECT_FALSE(holds(description, rounded));
}

TEST(EquivarianceCheck, RefutesWhatIsNoNumberAtAnyRounding) {
  runtime::Description description = runtime::describe<toy::Model>();
  description.is_exact = false;
  std::vector<float> const of_image(description.labels(), 1.0F);
  std::vector<float> of_turned = of_image;
  of_turned[2] = std::numeric_limits<float>::quiet_NaN();
  runtime::EquivarianceReport report;
  compare_outputs(description, {of_image, of_turned}, {.kind = "logit"}, report);
  EXPECT_FALSE(holds(description, report));
}

TEST(EquivarianceCheck, ShowsNothingOfWhatIsNoNumber) {
  ScriptedNetwork network([](std::span<float const> image, std::span<float> logits) {
    std::fill(logits.begin(), logits.end(), 1.0F);
    if (element_of(image) == toy::turns) { // no bright pixel
      std::fill(logits.begin(), logits.end(), std::numeric_limits<float>::infinity());
    }
  });
  runtime::Dataset pictures = corner_pictures({0, 0});
  EXPECT_TRUE(holds(network.description(), check_equivariance(network, pictures)));
  pictures.inputs.bytes[toy::pixels] = 0;
  runtime::EquivarianceReport const report = check_equivariance(network, pictures);
  EXPECT_EQ(report.differing_bits, 0U);
  EXPECT_EQ(report.deviation, 0U);
  EXPECT_EQ(report.not_finite, 4U * 12 * 2);
  ASSERT_TRUE(report.first_not_finite);
  EXPECT_EQ(report.first_not_finite->image, 1U);
  EXPECT_EQ(report.first_not_finite->element, 0U);
  EXPECT_FALSE(report.first);
  EXPECT_FALSE(refutes(network.description(), report));
  EXPECT_FALSE(holds(network.description(), report));
}

TEST(EquivarianceCheck, TellsTheActionFromItsInverse) {
  // (g y)(h) = y(g^-1 h): this network turns its output the other way.
  ScriptedNetwork network([](std::span<float const> image, std::span<float> logits) {
    std::fill(logits.begin(), logits.end(), 0.0F);
    logits[toy::Model::inverse[element_of(image)] * toy::kinds] = 1;
  });
  EXPECT_NE(check_equivariance(network, corner_pictures({0})).differing_bits, 0U);
}

} // namespace
