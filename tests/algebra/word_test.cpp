#include "equivarify/algebra/word.hpp"

#include "equivarify/algebra/error.hpp"

#include <gtest/gtest.h>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

using support::expect_error;

std::vector<std::string> const names{"r", "s"};

TEST(Word, ReadsPowersParenthesesAndInverses) {
  EXPECT_EQ(to_string(parse_word("r r s s^-1 s", names), names), "r^2 s s^-1 s");
  EXPECT_EQ(to_string(parse_word("(r s)^2", names), names), "r s r s");
  EXPECT_EQ(to_string(parse_word("(r s)^-1", names), names), "s^-1 r^-1");
  EXPECT_EQ(to_string(parse_word("e", names), names), "e");
  EXPECT_EQ(to_string(parse_word("r*s", names), names), "r s");
}

TEST(Word, RefusesWhatIsNoWord) {
  auto const read = [](char const* text) { return [text] { return parse_word(text, names); }; };
  expect_error<AlgebraError>(read("r t"),
                             "in the word 'r t': there is no generator 't'; expected 'r' or 's'");
  expect_error<AlgebraError>(read("r^"),
                             "in the word 'r^' at position 2: found the end, expected an integer");
  expect_error<AlgebraError>(read("(r"),
                             "in the word '(r' at position 2: found the end, expected ')'");
  expect_error<AlgebraError>(read(""),
                             "in the word '' at position 0: found the end, expected a generator");
  expect_error<LimitError>(read("r^99999999999"),
                           "the word 'r^99999999999' has more than 1000000 letters");
}

TEST(Word, KnowsGeneratorNames) {
  EXPECT_TRUE(is_generator_name("r_1"));
  EXPECT_FALSE(is_generator_name("e"));
  EXPECT_FALSE(is_generator_name("1r"));
  EXPECT_FALSE(is_generator_name(""));
}

} // namespace
} // namespace equivarify::algebra
