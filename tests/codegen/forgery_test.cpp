/// \file
/// Forged proofs: each is refused for its own reason, and for each check of the auditor there is a
/// forgery that this check alone refuses.
#include "equivarify/codegen/audit/proof/refusal.hpp"

#include <gtest/gtest.h>

#include <set>

#include "codegen/certified.hpp"
#include "codegen/proof_forgeries.hpp"
#include "support/constructed_specs.hpp"

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// The lemma identities as they are, without a network.
Case const& genuine() {
  static Case const whole = [] {
    json const certificate =
        json::parse(codegen::certificate_of(codegen::SpecText{.shape = "[1, 4, 4]"}.network_of()));
    Case result{theory(), certificate["axioms"], certificate["theorems"]};
    result.theory.theorems.resize(11);
    result.theorems.get_ref<json::array_t&>().resize(11);
    return result;
  }();
  return whole;
}

std::string refusal_of(Case const& forged, std::optional<Check> left_out = {}) {
  try {
    static_cast<void>(left_out
                          ? replay_without(*left_out, forged.theory, forged.axioms, forged.theorems)
                          : replay(forged.theory, forged.axioms, forged.theorems));
    return "accepted";
  } catch (Refusal const& refusal) {
    return refusal.what();
  }
}

class ForgedProof : public ::testing::TestWithParam<Forgery> {};

TEST_P(ForgedProof, IsRefusedForItsOwnReason) {
  Case forged = genuine();
  GetParam().forge(forged);
  EXPECT_EQ(refusal_of(forged), GetParam().refusal);
  if (GetParam().check) {
    EXPECT_EQ(refusal_of(forged, *GetParam().check), "accepted");
  }
}

INSTANTIATE_TEST_SUITE_P(Forgeries,
                         ForgedProof,
                         ::testing::ValuesIn(forgeries()),
                         [](auto const& forgery) { return forgery.param.name; });

TEST(ForgedProof, IsRefusedByEachCheckAlone) {
  EXPECT_EQ(refusal_of(genuine()), "accepted");
  std::set<Check> needed;
  for (Forgery const& forgery : forgeries()) {
    if (forgery.check) {
      needed.insert(*forgery.check);
    }
  }
  EXPECT_EQ(needed.size(), static_cast<std::size_t>(last_check) + 1);
}

} // namespace
} // namespace equivarify::audit
