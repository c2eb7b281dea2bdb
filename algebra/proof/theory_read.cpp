#include "equivarify/algebra/proof/theory_check.hpp"
#include "equivarify/algebra/proof/theory_lines.hpp"

#include <algorithm>
#include <utility>

namespace equivarify::algebra::proof {
namespace {

/// Reads `EQUATION [backward] in SIDE [at POSITION] [with NAME = TERM; ...]`.
class IdeaReader {
public:
  explicit IdeaReader(TheoryLine const& line) : line_{line}, words_{words_of(line, " ")} {}

  Idea read() {
    Idea idea{.equation = words_.front(),
              .direction = skip("backward") ? Direction::backward : Direction::forward};
    if (!skip("in") || (next() != "left" && next() != "right")) {
      refuse("\"in left\" or \"in right\"");
    }
    idea.side = next() == "left" ? Side::left : Side::right;
    ++next_;
    if (skip("at")) {
      idea.position = position();
    }
    if (skip("with")) {
      idea.given = given();
    }
    if (next_ < words_.size()) {
      refuse("the end of the line");
    }
    return idea;
  }

private:
  [[nodiscard]] std::string next() const { return next_ < words_.size() ? words_[next_] : ""; }

  [[noreturn]] void refuse(char const* expected) const { line_.refuse(next(), expected); }

  bool skip(char const* word) {
    bool const found = next() == word;
    next_ += found ? 1U : 0U;
    return found;
  }

  Position position() {
    Position result;
    for (std::string const& step : words_of({line_.place, next()}, ".")) {
      if (step.size() > 1 || step < "0" || step > "9") {
        refuse("a position such as 0.1");
      }
      result.push_back(static_cast<std::size_t>(step.front() - '0'));
    }
    ++next_;
    return result;
  }

  Substitution given() {
    std::size_t const begin = line_.text.find(" with ") + 6;
    next_ = words_.size();
    Substitution result;
    for (std::string const& entry : words_of({line_.place, line_.text.substr(begin)}, "; ")) {
      std::size_t const equals = entry.find(" = ");
      if (equals == std::string::npos) {
        line_.refuse(entry, "NAME = TERM");
      }
      auto term = line_.reading([&] { return parse_term(entry.substr(equals + 3)); });
      if (!result.emplace(entry.substr(0, equals), std::move(term)).second) {
        line_.refuse(entry, "each variable once");
      }
    }
    return result;
  }

  TheoryLine const& line_;
  std::vector<std::string> words_;
  std::size_t next_ = 1;
};

/// Adds entry after entry to a theory.
class TheoryReader {
public:
  void take(TheoryEntry const& entry) {
    TheoryDetails details{entry};
    if (entry.kind == "axiom") {
      theory_.axioms.push_back(equation(entry, details));
    } else if (entry.kind == "given") {
      theory_.hypotheses.push_back(equation(entry, details));
    } else if (entry.kind == "claim") {
      take_claim(entry, details);
    } else if (entry.kind == "defined") {
      theory_.defined.push_back({entry.name, after(entry)});
    } else { // entries_of() knows no other kinds
      theorems_ = entry.kind == "theorem" ? &theory_.lemmas : &theory_.constructions;
      demand_new(theorem_ids_, entry);
      theorems_->push_back({.id = entry.name, .source = entry.words, .claims = {}});
    }
    details.finish();
  }

  Theory finish() { return std::move(theory_); }

private:
  static void demand_new(std::vector<std::string>& names, TheoryEntry const& entry) {
    if (std::find(names.begin(), names.end(), entry.name) != names.end()) {
      entry.head.refuse(entry.name, "a name that is not taken");
    }
    names.push_back(entry.name);
  }

  static Context variables(TheoryDetails& details) {
    auto const line = details.take("for");
    Context const names =
        line ? line->reading([&] { return parse_context(line->text); }) : Context{};
    for (auto const& [name, sort] : names) {
      demand_sort(*line, sort);
    }
    return names;
  }

  /// The equation \p text, of the variables \p names.
  static Equation equation(TheoryEntry const& entry, Context names, TheoryLine const& line) {
    Equation result =
        line.reading([&] { return parse_equation(entry.name, entry.words, "", line.text); });
    result.variables = std::move(names);
    if (entry.kind == "axiom" && result.variables.contains(result.left.symbol)) {
      line.refuse(line.text,
                  "a left side that is no variable, which would be rewritten everywhere");
    }
    bool const is_open = entry.kind == "given"; // the claims that name it have its other variables
    for (Term const* side : {&result.left, &result.right}) {
      demand_symbols(line, *side, is_open ? nullptr : &result.variables);
    }
    return result;
  }

  Equation equation(TheoryEntry const& entry, TheoryDetails& details) {
    demand_new(equations_, entry);
    Context names = variables(details);
    return equation(entry, std::move(names), details.take_equation());
  }

  [[nodiscard]] std::vector<std::string> after(TheoryEntry const& entry) const {
    std::vector<std::string> names = words_of({entry.head.place, entry.words}, ", ");
    for (std::string const& name : names) {
      demand_known(entry.head, name, claims_, "a claim before it");
    }
    return names;
  }

  void take_claim(TheoryEntry const& entry, TheoryDetails& details) {
    if (theorems_ == nullptr) {
      entry.head.refuse("claim", "a theorem or a construction before it");
    }
    demand_new(equations_, entry);
    Context names = variables(details);
    Claim claim{.name = entry.name,
                .says = entry.words,
                .variables = {},
                .hypotheses = hypotheses(details),
                .cites = cites(details),
                .left = {},
                .right = {},
                .compared_at = std::nullopt,
                .strategy = {}};
    TheoryLine line = details.take_equation();
    if (std::size_t const at = line.text.find(" at "); at != std::string::npos) {
      claim.compared_at = line.reading([&] { return parse_term(line.text.substr(at + 4)); });
      line.text.erase(at);
    }
    Equation const sides = equation(entry, std::move(names), line);
    claim.variables = sides.variables;
    claim.left = sides.left;
    claim.right = sides.right;
    demand_sense(line, claim);
    claim.strategy = strategy(claim, details);
    claims_.push_back(claim.name);
    theorems_->back().claims.push_back(std::move(claim));
  }

  std::vector<Equation> hypotheses(TheoryDetails& details) const {
    std::vector<Equation> result;
    if (auto const line = details.take("given")) {
      for (std::string const& name : words_of(*line, ", ")) {
        result.push_back(line->reading([&] { return theory_.hypothesis(name); }));
      }
    }
    return result;
  }

  std::vector<std::string> cites(TheoryDetails& details) const {
    auto const line = details.take("by");
    std::vector<std::string> const names =
        line ? words_of(*line, ", ") : std::vector<std::string>{};
    for (std::string const& name : names) {
      demand_known(*line, name, claims_, "a claim before it");
    }
    return names;
  }

  Strategy strategy(Claim const& claim, TheoryDetails& details) const {
    std::vector<std::string> at_hand = claim.cites;
    for (auto const* equations : {&theory_.axioms, &claim.hypotheses}) {
      for (Equation const& each : *equations) {
        at_hand.push_back(each.name);
      }
    }
    auto const known = [&](TheoryLine const& line, std::string const& name) {
      demand_known(line, name, at_hand, "an axiom, or what the claim supposes or cites");
    };
    Strategy result;
    for (auto const& [keyword, names] :
         {std::pair{"backward", &result.backward}, std::pair{"unused", &result.unused}}) {
      if (auto const line = details.take(keyword)) {
        for (std::string const& name : words_of(*line, ", ")) {
          known(*line, name);
          names->insert(name);
        }
      }
    }
    while (auto const line = details.take("use")) {
      result.ideas.push_back(IdeaReader{*line}.read());
      known(*line, result.ideas.back().equation);
      for (auto const& [name, term] : result.ideas.back().given) {
        demand_symbols(*line, term, &claim.variables);
      }
    }
    return result;
  }

  Theory theory_;
  std::vector<Theorem>* theorems_ = nullptr; ///< to which claims are added
  std::vector<std::string> equations_;       ///< names of axioms, hypotheses and claims
  std::vector<std::string> claims_;
  std::vector<std::string> theorem_ids_;
};

} // namespace

Theory read_theory(std::vector<TheoryFile> const& files) {
  TheoryReader reader;
  for (TheoryFile const& file : files) {
    for (TheoryEntry const& entry : entries_of(file)) {
      reader.take(entry);
    }
  }
  return reader.finish();
}

} // namespace equivarify::algebra::proof
