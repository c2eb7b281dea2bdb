/// \file
/// Compares the whole text of an error.
#ifndef EQUIVARIFY_TESTS_SUPPORT_EXPECT_ERROR_HPP
#define EQUIVARIFY_TESTS_SUPPORT_EXPECT_ERROR_HPP

#include <gtest/gtest.h>

#include <string>

namespace equivarify::support {

/// Expects \p action to throw \p Error with exactly \p message.
template <typename Error, typename Action>
void expect_error(Action const& action, std::string const& message) {
  try {
    static_cast<void>(action());
    ADD_FAILURE() << "nothing thrown; expected: " << message;
  } catch (Error const& error) {
    EXPECT_EQ(std::string{error.what()}, message);
  }
}

} // namespace equivarify::support

#endif
