#include "equivarify/runtime/files/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace {

namespace runtime = equivarify::runtime;

TEST(Text, PutsPartsTogether) {
  EXPECT_EQ(runtime::text("a", 1, 'b'), "a1b");
}

TEST(Text, GroupsThousands) {
  EXPECT_EQ(runtime::grouped(0), "0");
  EXPECT_EQ(runtime::grouped(999), "999");
  EXPECT_EQ(runtime::grouped(60000), "60,000");
  EXPECT_EQ(runtime::grouped(1234567), "1,234,567");
}

TEST(Text, WritesTimes) {
  EXPECT_EQ(runtime::duration(7.4), "0:07");
  EXPECT_EQ(runtime::duration(67), "1:07");
  EXPECT_EQ(runtime::duration(2 * 3600 + 3 * 60 + 10), "2:03:10");
}

TEST(Text, WritesShares) {
  EXPECT_EQ(runtime::percent(0.98671), "98.67 %");
}

RC_GTEST_PROP(Text, ExactNumbersReadBackAsTheyWere, (double number)) {
  RC_ASSERT(std::stod(runtime::exact(number)) == number);
}

} // namespace
