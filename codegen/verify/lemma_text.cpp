#include "equivarify/codegen/verify/lemma_text.hpp"

#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
std::string symbolic_text(TheoremReport const& theorem) {
  if (theorem.holds()) {
    return fmt::format("{} {}, {} steps",
                       theorem.claims.size(),
                       theorem.claims.size() == 1 ? "claim" : "claims",
                       theorem.steps);
  }
  auto const open = std::find_if(theorem.claims.begin(),
                                 theorem.claims.end(),
                                 [](auto const& claim) { return !claim.proved; });
  return fmt::format("UNPROVED: {}", open->says);
}

namespace {

std::string cases_text(algebra::lemmas::ExhaustiveReport const& cases) {
  if (cases.too_large) {
    return fmt::format(
        "no cases on sets of this group, each of which costs about |G|^3{}",
        cases.equations == 0
            ? std::string{}
            : fmt::format("; {} equations of its action, on generators", grouped(cases.equations)));
  }
  return fmt::format("{} cases, {} equations{}",
                     grouped(cases.cases),
                     grouped(cases.equations),
                     cases.bounded ? " (a bound; --cases N has none)" : "");
}

} // namespace

std::string lemma_text(VerifiedLemma const& lemma, Verdicts const& verdict) {
  bool const holds = lemma.holds() && lemma.symbolic.holds();
  std::string text =
      fmt::format("  {}  {:<16} {}\n             {}; {}\n             proof for all X, Z and F: "
                  "{}; {}; {} random instances\n",
                  holds && lemma.verdict == algebra::lemmas::LemmaVerdict::partly
                      ? verdict.in_part("partly")
                      : verdict(holds, "holds", "REFUTED"),
                  lemma.id,
                  lemma.statement,
                  lemma.source,
                  lemma.scope,
                  symbolic_text(lemma.symbolic),
                  cases_text(lemma.exhaustive),
                  grouped(lemma.property.tests));
  return lemma.counterexample ? text + indented(*lemma.counterexample) : text;
}

} // namespace equivarify::codegen
