#include <gtest/gtest.h>

#include "runtime/drawn/drawn_laws.hpp"

namespace equivarify::runtime::testing {
namespace {

TEST(DrawnDirectConvolutions, AreTheDefinitionForwardAndBackward) {
  expect_to_hold(laws_of_each<DirectCases>([]<typename C> { return laws_of_conv<C>(); }), 4);
}

} // namespace
} // namespace equivarify::runtime::testing
