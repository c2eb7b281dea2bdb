/// \file
/// The auditor with one check of layers left out: something that is false is then accepted. The
/// sources of the auditor are compiled once more for this test.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "codegen/certified.hpp"
#include "refute/layer_forgeries.hpp"

namespace equivarify::audit {
namespace {

std::string left_out;

} // namespace

bool is_left_out(std::string const& name) {
  return name == left_out;
}

} // namespace equivarify::audit

namespace equivarify::codegen {
namespace {

TEST(LayerMutants, AcceptWhatTheCheckLeftOutRefuses) {
  std::set<std::string> killed;
  for (auto const& [check, certificate, reason] : layer_forgeries()) {
    EXPECT_NE(refusal(certificate), std::nullopt) << check;
    audit::left_out = check;
    EXPECT_TRUE(check == "same" || !refusal(certificate)) << check << ": " << reason;
    audit::left_out.clear();
    killed.insert(check);
  }
  EXPECT_EQ(
      killed,
      (std::set<std::string>{
          "layer-bias", "layer-entries", "layer-odd", "layer-signs", "layer-weights", "same"}));
}

} // namespace
} // namespace equivarify::codegen
