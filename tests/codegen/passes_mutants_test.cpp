/// \file
/// Errors of a compiler, seeded into plans and certificates one by one: each is refused.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "codegen/passes_certified.hpp"
#include "codegen/seeded_errors.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

class PassesMutants : public ::testing::Test {
protected:
  static Plan plan() { return lower(translated_d4().network_of()); }
};

TEST_F(PassesMutants, EveryErrorOfAPassIsRefused) {
  ASSERT_EQ(passes_refusal(passes_certificate(plan(), Purpose::inference)), "");
  for (WrongPass const& wrong : wrong_passes()) {
    Plan mutant = plan();
    wrong.change(mutant);
    EXPECT_NE(passes_refusal(passes_certificate(mutant, Purpose::inference)), "") << wrong.name;
  }
}

TEST_F(PassesMutants, EveryErrorInATableIsRefused) {
  json const good = json::parse(passes_certificate(plan(), Purpose::inference));
  ASSERT_EQ(passes_refusal(certificate_text(good)), "");
  for (WrongTable const& wrong : wrong_tables()) {
    json mutant = good;
    wrong.change(mutant);
    ASSERT_NE(mutant.dump(), good.dump()) << wrong.name;
    EXPECT_NE(passes_refusal(certificate_text(mutant)), "") << wrong.name;
  }
}

TEST_F(PassesMutants, AreAtLeastThirty) {
  EXPECT_GE(wrong_passes().size() + wrong_tables().size(), 30U);
}

/// Any single number of a scheme: each entry matters.
TEST_F(PassesMutants, EveryEntryOfEverySchemeMatters) {
  json const good = json::parse(passes_certificate(plan(), Purpose::inference));
  for (char const* const matrix :
       {"input", "input_adjoint", "weights", "weights_adjoint", "output", "output_adjoint"}) {
    for (std::size_t i = 0; i < 64; ++i) {
      json mutant = good;
      json& table = mutant["schemes"]["rt::FourierD4"][matrix];
      json& row = table[i % table.size()];
      json& entry = row[i / table.size() % row.size()];
      entry = entry == 7 ? 8 : 7;
      EXPECT_NE(passes_refusal(certificate_text(mutant)), "") << matrix << ' ' << i;
    }
  }
}

} // namespace
} // namespace equivarify::codegen
