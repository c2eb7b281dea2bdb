#include "equivarify/algebra/proof/theory.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

namespace equivarify::algebra::proof {
namespace {

constexpr std::size_t width = 100;

/// \p text as a line of at most `width` characters and, indented by four, those that continue it.
std::string folded(std::string_view text) {
  std::string result;
  while (text.size() > width) {
    std::size_t const blank = text.rfind(' ', width);
    if (blank == std::string_view::npos || blank < 4) { // a long word
      break;
    }
    result.append(text.substr(0, blank)).append("\n    ");
    text.remove_prefix(blank + 1);
  }
  return result.append(text).append("\n");
}

std::string detail(std::string_view keyword, std::string const& text) {
  return text.empty() ? "" : folded(fmt::format("  {} {}", keyword, text));
}

std::string to_text(Context const& names, char const* is) {
  std::vector<std::string> entries;
  std::transform(names.begin(), names.end(), std::back_inserter(entries), [&](auto const& entry) {
    return entry.first + is + to_string(entry.second);
  });
  return fmt::format("{}", fmt::join(entries, "; "));
}

std::string to_text(Idea const& idea) {
  return fmt::format("{}{} in {}{}{}",
                     idea.equation,
                     idea.direction == Direction::backward ? " backward" : "",
                     idea.side == Side::left ? "left" : "right",
                     idea.position.empty() ? "" : " at " + to_string(idea.position),
                     idea.given.empty() ? "" : " with " + to_text(idea.given, " = "));
}

std::string to_text(Theorem const& theorem, char const* kind) {
  std::string text = folded(fmt::format("{} {}: {}", kind, theorem.id, theorem.source));
  for (Claim const& claim : theorem.claims) {
    text += to_text(claim);
  }
  return text;
}

} // namespace

std::string to_text(Equation const& axiom, std::string_view kind) {
  return folded(fmt::format("{} {}: {}", kind, axiom.name, axiom.source)) +
         detail("for", to_text(axiom.variables, ": ")) +
         folded(fmt::format("  {} = {}", to_string(axiom.left), to_string(axiom.right)));
}

std::string to_text(Claim const& claim) {
  std::vector<std::string> supposed;
  std::transform(claim.hypotheses.begin(),
                 claim.hypotheses.end(),
                 std::back_inserter(supposed),
                 [](Equation const& hypothesis) { return hypothesis.name; });
  std::string text = folded(fmt::format("claim {}: {}", claim.name, claim.says)) +
                     detail("for", to_text(claim.variables, ": ")) +
                     detail("given", fmt::format("{}", fmt::join(supposed, ", "))) +
                     detail("by", fmt::format("{}", fmt::join(claim.cites, ", ")));
  text += folded(fmt::format("  {} = {}{}",
                             to_string(claim.left),
                             to_string(claim.right),
                             claim.compared_at ? " at " + to_string(*claim.compared_at) : ""));
  text += detail("backward", fmt::format("{}", fmt::join(claim.strategy.backward, ", ")));
  text += detail("unused", fmt::format("{}", fmt::join(claim.strategy.unused, ", ")));
  for (Idea const& idea : claim.strategy.ideas) {
    text += detail("use", to_text(idea));
  }
  return text;
}

std::string to_text(DefinedSymbol const& defined) {
  return folded(fmt::format("defined {}: {}", defined.symbol, fmt::join(defined.after, ", ")));
}

std::string to_text(Theory const& theory) {
  std::string text;
  for (Equation const& axiom : theory.axioms) {
    text += to_text(axiom, "axiom");
  }
  for (Equation const& hypothesis : theory.hypotheses) {
    text += to_text(hypothesis, "given");
  }
  for (Theorem const& theorem : theory.lemmas) {
    text += to_text(theorem, "theorem");
  }
  for (Theorem const& theorem : theory.constructions) {
    text += to_text(theorem, "construction");
  }
  for (DefinedSymbol const& defined : theory.defined) {
    text += to_text(defined);
  }
  return text;
}

} // namespace equivarify::algebra::proof
