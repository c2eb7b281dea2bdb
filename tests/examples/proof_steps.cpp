// A lemma identity of the paper, proved for all groups, sets and maps, step by step.

#include "equivarify/algebra/proof/prover.hpp"

#include <iostream>
#include <variant>
#include <vector>

namespace proof = equivarify::algebra::proof;

namespace {

void print(std::vector<proof::Step> const& steps, proof::Term const& start) {
  std::cout << "    " << proof::to_formula(start) << '\n';
  for (proof::Step const& step : steps) {
    std::cout << "  = " << proof::to_formula(step.after) << "   by " << step.equation
              << (step.direction == proof::Direction::forward ? "" : ", from right to left")
              << '\n';
  }
}

} // namespace

int main() {
  for (proof::ProvedTheorem const& theorem : proof::prove_all(proof::shipped_theory().lemmas)) {
    if (theorem.id != "lift-equivariant") {
      continue;
    }
    for (proof::ProvedClaim const& each : theorem.claims) {
      if (auto const* const found = std::get_if<proof::Proof>(&each.verdict)) {
        std::cout << each.claim.name << ": " << each.claim.says << '\n';
        print(found->left, each.claim.start(proof::Side::left));
        std::cout << "and\n";
        print(found->right, each.claim.start(proof::Side::right));
      }
    }
  }
}
