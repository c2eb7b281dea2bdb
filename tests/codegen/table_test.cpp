#include "equivarify/codegen/text/table.hpp"

#include <gtest/gtest.h>

namespace equivarify::codegen {
namespace {

TEST(Table, StandsInColumnsOfCharacters) {
  TableRows const rows{
      {"turn", "images", "share"}, {"90°", "7", "100.00 %"}, {"e"}, {"", "12", ""}};
  EXPECT_EQ(table(rows, {{Side::left, 6}, {Side::right}, {Side::left}}),
            "  turn    images  share\n"
            "  90°          7  100.00 %\n"
            "  e\n"
            "              12\n");
}

TEST(Table, GoesOnAsItsLastColumn) {
  EXPECT_EQ(aligned({{"a", "1", "22"}, {"bb", "333", "4"}}, {{Side::left}, {Side::right}}),
            (std::vector<std::string>{"a     1  22", "bb  333   4"}));
  EXPECT_TRUE(aligned({}, {{Side::left}}).empty());
}

} // namespace
} // namespace equivarify::codegen
