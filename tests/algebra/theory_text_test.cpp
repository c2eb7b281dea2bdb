/// \file
/// The text of a theory: printed and read it is the same, and what is no theory is refused.
#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/proof/theory.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "proof_draw.hpp"

namespace equivarify::algebra::proof {
namespace {

Theory read(std::string const& text) {
  return read_theory({{"t.txt", text}});
}

TEST(TheoryText, OfTheShippedTheoryIsReadAsItIsPrinted) {
  Theory const& theory = shipped_theory();
  EXPECT_EQ(theory.axioms.size(), 74U);
  EXPECT_EQ(theory.hypotheses.size(), 46U);
  EXPECT_EQ(theory.lemmas.size(), 19U);
  EXPECT_EQ(theory.constructions.size(), 3U);
  EXPECT_TRUE(read(to_text(theory)) == theory);
}

/// The shipped files without comments and empty lines are what is printed of the theory, but for
/// the place of the symbols that are defined.
TEST(TheoryText, OfTheShippedFilesIsAsPrinted) {
  std::string shipped;
  std::string defined;
  for (TheoryFile const& file : shipped_theory_files()) {
    for (std::size_t begin = 0; begin < file.text.size();) {
      std::string_view const line =
          file.text.substr(begin, file.text.find('\n', begin) + 1 - begin);
      begin += line.size();
      if (line != "\n" && line.front() != '#') {
        (line.starts_with("defined") ? defined : shipped).append(line);
      }
    }
  }
  EXPECT_EQ(shipped + defined, to_text(shipped_theory()));
}

/// Draws theories whose terms make sense.
class TheoryDraw {
public:
  explicit TheoryDraw(std::uint64_t seed) : draw_{seed} {}

  Theory theory() {
    Theory result;
    for (std::size_t i = draw_.below(4); i > 0; --i) {
      result.axioms.push_back(equation("axiom"));
      Term& left = result.axioms.back().left; // which is no variable
      left = {"act", {symbol("g"), left}};
    }
    for (std::size_t i = draw_.below(4); i > 0; --i) {
      result.hypotheses.push_back(equation("given"));
    }
    for (auto* const theorems : {&result.lemmas, &result.constructions}) {
      for (std::size_t i = draw_.below(3); i > 0; --i) {
        theorems->push_back({.id = name("theorem"), .source = words(), .claims = {}});
        add_claims(result, theorems->back());
      }
    }
    for (std::size_t i = claims_.empty() ? 0 : draw_.below(3); i > 0; --i) {
      result.defined.push_back({name("symbol"), {one_of(claims_)}});
    }
    return result;
  }

private:
  std::string const& one_of(std::vector<std::string> const& values) {
    return values[draw_.below(values.size())];
  }

  std::string name(char const* kind) { return kind + std::string{"-"} + std::to_string(++names_); }

  std::string words() {
    static std::vector<std::string> const some{
        "F^(g x)", "=", "at", "given", "#", "claim:", "for", "N", "s(h k)", std::string(120, 'w')};
    std::string text = one_of(some);
    for (std::size_t i = draw_.below(30); i > 0; --i) {
      text.append(" ").append(one_of(some));
    }
    return text;
  }

  Equation equation(char const* kind) {
    std::string const& sort = one_of(Draw::sorts());
    return {.name = name(kind),
            .source = words(),
            .variables = Draw::variables(),
            .left = draw_.term(sort, 5),
            .right = draw_.term(sort, 5)};
  }

  void add_claims(Theory const& theory, Theorem& theorem) {
    for (std::size_t i = draw_.below(4); i > 0; --i) {
      Equation const sides = equation("claim");
      Claim claim{.name = sides.name,
                  .says = sides.source,
                  .variables = sides.variables,
                  .hypotheses = {},
                  .cites = {},
                  .left = sides.left,
                  .right = sides.right,
                  .compared_at = std::nullopt,
                  .strategy = {}};
      for (std::size_t j = theory.hypotheses.empty() ? 0 : draw_.below(3); j > 0; --j) {
        claim.hypotheses.push_back(theory.hypotheses[draw_.below(theory.hypotheses.size())]);
      }
      for (std::size_t j = claims_.empty() ? 0 : draw_.below(3); j > 0; --j) {
        claim.cites.push_back(one_of(claims_));
      }
      if (draw_.below(2) == 0) {
        claim.compared_at = draw_.term("G", 2);
      }
      add_strategy(theory, claim);
      claims_.push_back(claim.name);
      theorem.claims.push_back(claim);
    }
  }

  void add_strategy(Theory const& theory, Claim& claim) {
    std::vector<std::string> known = claim.cites;
    for (auto const* equations : {&theory.axioms, &std::as_const(claim).hypotheses}) {
      for (Equation const& each : *equations) {
        known.push_back(each.name);
      }
    }
    for (std::size_t i = known.empty() ? 0 : draw_.below(5); i > 0; --i) {
      (draw_.below(2) == 0 ? claim.strategy.backward : claim.strategy.unused).insert(one_of(known));
      Idea idea{.side = draw_.below(2) == 0 ? Side::left : Side::right,
                .equation = one_of(known),
                .direction = draw_.below(2) == 0 ? Direction::forward : Direction::backward};
      for (std::size_t j = draw_.below(4); j > 0; --j) {
        idea.position.push_back(draw_.below(3));
      }
      for (std::size_t j = draw_.below(3); j > 0; --j) {
        idea.given.emplace(name("v").replace(1, 1, "_"), draw_.term("Map(G, Z)", 3));
      }
      claim.strategy.ideas.push_back(idea);
    }
  }

  Draw draw_;
  std::size_t names_ = 0;
  std::vector<std::string> claims_;
};

RC_GTEST_PROP(TheoryText, IsReadAsItIsPrinted, ()) {
  Theory const theory = TheoryDraw{*rc::gen::arbitrary<std::uint64_t>()}.theory();
  RC_ASSERT(read(to_text(theory)) == theory);
}

/// Each line of the shipped theory, changed a little, makes a theory that is read or refused
/// with its place, and that does not say what it said before unless it prints the same.
RC_GTEST_PROP(TheoryText, OfAChangedLineIsRefusedOrSaysAnotherThing, ()) {
  std::string const text = to_text(shipped_theory());
  std::string changed = text;
  auto const place = *rc::gen::inRange<std::size_t>(0, text.size());
  static std::string const letters = "()=;:,. -_aeghsxFGN0\n";
  switch (*rc::gen::inRange(0, 3)) {
  case 0:
    changed.erase(place, 1);
    break;
  case 1:
    changed.insert(place, 1, *rc::gen::elementOf(letters));
    break;
  default:
    changed[place] = *rc::gen::elementOf(letters);
  }
  try {
    Theory const theory = read(changed);
    std::string const printed = to_text(theory);
    RC_ASSERT((printed == text) == (theory == shipped_theory()));
    RC_ASSERT(read(printed) == theory);
  } catch (AlgebraError const& error) {
    RC_ASSERT(std::string{error.what()}.starts_with("t.txt:"));
  }
}

} // namespace
} // namespace equivarify::algebra::proof
