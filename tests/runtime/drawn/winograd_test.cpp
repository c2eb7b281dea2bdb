#include <gtest/gtest.h>

#include "runtime/drawn/drawn_laws.hpp"

namespace equivarify::runtime::testing {
namespace {

TEST(DrawnWinogradConvolutions, AreTheDefinitionForwardAndBackward) {
  expect_to_hold(laws_of_each<WinogradCases>([]<typename C> { return laws_of_conv<C>(); }), 4);
}

} // namespace
} // namespace equivarify::runtime::testing
