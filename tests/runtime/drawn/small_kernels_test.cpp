#include <gtest/gtest.h>

#include "runtime/drawn/drawn_laws.hpp"

namespace equivarify::runtime::testing {
namespace {

TEST(DrawnPoolings, AreTheDefinitionForwardAndBackward) {
  expect_to_hold(laws_of_each<PoolingCases>([]<typename C> { return laws_of_pooling<C>(); }), 20);
}

TEST(DrawnMergingLayers, AreTheDefinitionForwardAndBackward) {
  expect_to_hold(laws_of_each<MergingCases>([]<typename C> { return laws_of_merging<C>(); }), 20);
}

TEST(DrawnBatchNormalisations, AreTheDefinitionAndCommuteWithMovedCopies) {
  expect_to_hold(laws_of_each<NormCases>([]<typename C> { return laws_of_norm<C>(); }), 20);
}

TEST(DrawnFourierTransforms, AreTheDefinitionForwardAndBackward) {
  expect_to_hold(laws_of_each<AlgebraCases>([]<typename C> { return laws_of_algebra<C>(); }), 20);
}

} // namespace
} // namespace equivarify::runtime::testing
