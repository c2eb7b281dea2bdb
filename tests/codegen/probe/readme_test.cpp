// The README shows the example that the package's consumer compiles and runs, and its form is one.

#include "equivarify/codegen/probe/probe_form.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

namespace equivarify::codegen {
namespace {

std::string text_of(std::string const& file) {
  std::ifstream stream{std::string{REPOSITORY} + file};
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

/// The code between the fences that open with \p fence, the first such.
std::string block(std::string const& text, std::string const& fence) {
  std::size_t const begin = text.find("```" + fence + "\n") + fence.size() + 4;
  return text.substr(begin, text.find("\n```", begin) - begin + 1);
}

TEST(ProbeReadme, ShowsTheExampleThatIsCompiled) {
  EXPECT_EQ(block(text_of("/codegen/probe/README.md"), "cpp"),
            text_of("/tests/package/consumer/probe_example.cpp"));
}

TEST(ProbeReadme, ShowsAForm) {
  ProbeForm const form =
      parse_probe_form(block(text_of("/codegen/probe/README.md"), "json"), "README.md");
  EXPECT_EQ(form.output.size(), 40U);
  EXPECT_EQ(form.tolerance.ulps, 4U);
}

} // namespace
} // namespace equivarify::codegen
