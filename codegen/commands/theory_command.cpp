#include "equivarify/codegen/commands/theory_command.hpp"

#include "equivarify/algebra/proof/prover.hpp"
#include "equivarify/algebra/proof/theory.hpp"
#include "equivarify/codegen/json/document.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <ostream>
#include <string>
#include <variant>
#include <vector>

namespace equivarify::codegen {
namespace {

using algebra::proof::Claim;
using algebra::proof::Equation;
using algebra::proof::ProvedClaim;
using algebra::proof::ProvedTheorem;
using algebra::proof::Theorem;
using algebra::proof::Theory;
using algebra::proof::Unproved;
using nlohmann::ordered_json;

void print_shipped(Console& console) {
  char const* separator = "";
  for (auto const& file : algebra::proof::shipped_theory_files()) {
    console.out << separator << file.text;
    separator = "\n";
  }
}

/// The entries of a theory by kind and name, as text.
std::map<std::string, std::string> entries_of(Theory const& theory) {
  std::map<std::string, std::string> entries;
  for (auto const& axiom : theory.axioms) {
    entries.emplace("axiom " + axiom.name, to_text(axiom, "axiom"));
  }
  for (auto const& hypothesis : theory.hypotheses) {
    entries.emplace("given " + hypothesis.name, to_text(hypothesis, "given"));
  }
  for (auto const& theorem : theory.theorems()) {
    for (auto const& claim : theorem.claims) {
      entries.emplace("claim " + claim.name, to_text(claim));
    }
  }
  for (auto const& defined : theory.defined) {
    entries.emplace("defined " + defined.symbol, to_text(defined));
  }
  return entries;
}

/// The entry called \p name in \p entries, each line after \p mark.
void print_entry(std::map<std::string, std::string> const& entries,
                 std::string const& name,
                 char const* mark,
                 Console& console) {
  auto const found = entries.find(name);
  std::string const text = found == entries.end() ? "" : found->second;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t const end = text.find('\n', begin);
    console.out << mark << text.substr(begin, end - begin) << '\n';
    begin = end + 1;
  }
}

void print_changes(Theory const& theory, Console& console) {
  auto const was = entries_of(algebra::proof::shipped_theory());
  auto const now = entries_of(theory);
  auto all = was;
  all.insert(now.begin(), now.end());
  for (auto const& [name, text] : all) {
    if (!was.contains(name) || !now.contains(name) || was.at(name) != now.at(name)) {
      print_entry(was, name, "- ", console);
      print_entry(now, name, "+ ", console);
    }
  }
}

void print_fall(ProvedClaim const& proved, Console& console) {
  auto const* const unproved = std::get_if<Unproved>(&proved.verdict);
  if (unproved == nullptr) {
    return;
  }
  fmt::print(console.out, "NOT PROVED {}: {}\n", proved.claim.name, proved.claim.says);
  if (unproved->reason.empty()) {
    fmt::print(console.out,
               "  the left side ends at   {}\n  the right side ends at  {}\n",
               to_formula(unproved->left),
               to_formula(unproved->right));
  } else {
    fmt::print(console.out, "  {}\n", unproved->reason);
  }
}

/// The variables with the sorts over which they run.
ordered_json to_json(algebra::proof::Context const& variables) {
  ordered_json json = ordered_json::object();
  for (auto const& [name, sort] : variables) {
    json[name] = to_string(sort);
  }
  return json;
}

ordered_json names_of(std::vector<Equation> const& equations) {
  ordered_json names = ordered_json::array();
  for (Equation const& equation : equations) {
    names.push_back(equation.name);
  }
  return names;
}

ordered_json to_json(std::vector<Equation> const& equations) {
  ordered_json json = ordered_json::array();
  for (Equation const& equation : equations) {
    json.push_back({{"name", equation.name},
                    {"source", equation.source},
                    {"variables", to_json(equation.variables)},
                    {"left", to_formula(equation.left)},
                    {"right", to_formula(equation.right)}});
  }
  return json;
}

/// What \p claim says, of which variables, from which hypotheses and which claims before it.
ordered_json to_json(Claim const& claim) {
  ordered_json json{{"name", claim.name},
                    {"says", claim.says},
                    {"variables", to_json(claim.variables)},
                    {"given", names_of(claim.hypotheses)},
                    {"by", claim.cites},
                    {"left", to_formula(claim.left)},
                    {"right", to_formula(claim.right)}};
  if (claim.compared_at) {
    json["compared_at"] = to_formula(*claim.compared_at);
  }
  return json;
}

/// The claims of \p theorem, which is in \p theory, with what the prover found of them, where it
/// was asked.
ordered_json to_json(ProvedTheorem const& theorem, Theory const& theory, bool with_verdicts) {
  ordered_json claims = ordered_json::array();
  for (ProvedClaim const& proved : theorem.claims) {
    ordered_json claim = to_json(proved.claim);
    if (with_verdicts) {
      claim["verdict"] = proved.holds() ? "proved" : "unproved";
    }
    if (auto const* const unproved = std::get_if<Unproved>(&proved.verdict);
        with_verdicts && unproved != nullptr) {
      claim["reason"] = unproved->reason;
      claim["left_ends_at"] =
          unproved->reason.empty() ? ordered_json(to_formula(unproved->left)) : ordered_json{};
      claim["right_ends_at"] =
          unproved->reason.empty() ? ordered_json(to_formula(unproved->right)) : ordered_json{};
    }
    claims.push_back(std::move(claim));
  }
  auto const theorems = theory.theorems();
  auto const stated = std::find_if(
      theorems.begin(), theorems.end(), [&](Theorem const& each) { return each.id == theorem.id; });
  return {{"id", theorem.id}, {"source", stated->source}, {"claims", claims}};
}

/// The shipped theory, of which nothing is tried.
ExitCode print_shipped_json(Console& console) {
  Theory const& theory = algebra::proof::shipped_theory();
  ordered_json theorems = ordered_json::array();
  for (Theorem const& theorem : theory.theorems()) {
    ProvedTheorem untried{.id = theorem.id, .claims = {}};
    for (Claim const& claim : theorem.claims) {
      untried.claims.push_back({claim, Unproved{}});
    }
    theorems.push_back(to_json(untried, theory, false));
  }
  console.out << ordered_json{{"axioms", to_json(theory.axioms)},
                              {"hypotheses", to_json(theory.hypotheses)},
                              {"theorems", theorems}}
                     .dump(2)
              << '\n';
  return ExitCode::done;
}

/// What the prover finds of \p theory.
ExitCode print_verdicts_json(Theory const& theory, Console& console) {
  ordered_json theorems = ordered_json::array();
  bool all_hold = true;
  for (ProvedTheorem const& theorem : algebra::proof::try_all(theory)) {
    all_hold = all_hold && theorem.holds();
    theorems.push_back(to_json(theorem, theory, true));
  }
  console.out << ordered_json{{"is_shipped", theory == algebra::proof::shipped_theory()},
                              {"axioms", to_json(theory.axioms)},
                              {"hypotheses", to_json(theory.hypotheses)},
                              {"theorems", theorems}}
                     .dump(2)
              << '\n';
  return all_hold ? ExitCode::done : ExitCode::refuted;
}

ExitCode run_theory(std::string const& file, bool as_json, Console& console) {
  if (file.empty()) {
    if (as_json) {
      return print_shipped_json(console);
    }
    print_shipped(console);
    return ExitCode::done;
  }
  std::string const text = read_text(file, "a theory");
  Theory const theory = algebra::proof::read_theory({{file, text}});
  if (as_json) {
    return print_verdicts_json(theory, console);
  }
  bool const is_shipped = theory == algebra::proof::shipped_theory();
  if (!is_shipped) {
    print_changes(theory, console);
    console.out << "This is not the theory of equivarify. What follows is proved from the axioms "
                   "of this file,\nwhich nobody has checked; there are no certificates of it.\n";
  }
  std::size_t claims = 0;
  std::size_t falls = 0;
  for (ProvedTheorem const& theorem : algebra::proof::try_all(theory)) {
    for (ProvedClaim const& proved : theorem.claims) {
      print_fall(proved, console);
      ++claims;
      falls += proved.holds() ? 0U : 1U;
    }
  }
  fmt::print(console.out,
             "{} of {} claims proved from {}\n",
             claims - falls,
             claims,
             is_shipped ? "the axioms of equivarify" : "other axioms than those of equivarify");
  return falls == 0 ? ExitCode::done : ExitCode::refuted;
}

constexpr char const* theory_examples =
    "Examples:\n"
    "  equivarify theory                     every axiom and every claim, with its source\n"
    "  equivarify theory > mine.txt          to change a definition, and then\n"
    "  equivarify theory mine.txt            see what falls\n"
    "  equivarify theory mine.txt --json     the verdict on every claim, for machines\n"
    "\n"
    "What is proved from changed axioms is said to be so, and equivarify-audit knows no other\n"
    "theory than its own. A claim that is not proved need not be false. The exit code is 1 if one\n"
    "is not proved.";

} // namespace

void add_theory_command(CommandLine& app, Action& action) {
  auto file = std::make_shared<std::string>();
  auto as_json = std::make_shared<bool>(false);
  CommandLine command = app.add_subcommand(
      "theory", "Print the axioms and claims, or see which claims a change breaks");
  command.add_option("FILE", *file, "A changed theory; without it, the theory is printed");
  command.add_flag("--json", *as_json, "Print JSON for machines");
  command.footer(theory_examples);
  command.on_choice([file, as_json, &action] {
    action = [file, as_json](Console& console) { return run_theory(*file, *as_json, console); };
  });
}

} // namespace equivarify::codegen
