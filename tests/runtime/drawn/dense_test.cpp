#include <gtest/gtest.h>

#include "runtime/drawn/drawn_laws.hpp"

namespace equivarify::runtime::testing {
namespace {

TEST(DrawnDenseLayers, AreTheDefinitionForwardAndBackward) {
  expect_to_hold(laws_of_each<DenseCases>([]<typename C> { return laws_of_dense<C>(); }), 5);
}

} // namespace
} // namespace equivarify::runtime::testing
