#include "equivarify/codegen/commands/theory_command.hpp"

#include "equivarify/algebra/proof/prover.hpp"
#include "equivarify/algebra/proof/theory.hpp"
#include "equivarify/codegen/json/document.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <cstddef>
#include <map>
#include <memory>
#include <ostream>
#include <string>
#include <variant>
#include <vector>

namespace equivarify::codegen {
namespace {

using algebra::proof::ProvedClaim;
using algebra::proof::ProvedTheorem;
using algebra::proof::Theory;
using algebra::proof::Unproved;

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

ExitCode run_theory(std::string const& file, Console& console) {
  if (file.empty()) {
    print_shipped(console);
    return ExitCode::done;
  }
  std::string const text = read_text(file, "a theory");
  Theory const theory = algebra::proof::read_theory({{file, text}});
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

constexpr char const* examples =
    "Examples:\n"
    "  equivarify theory                     every axiom and every claim, with its source\n"
    "  equivarify theory > mine.txt          to change a definition, and then\n"
    "  equivarify theory mine.txt            see what falls\n"
    "\n"
    "What is proved from changed axioms is said to be so, and equivarify-audit knows no other\n"
    "theory than its own. A claim that is not proved need not be false. The exit code is 1 if one\n"
    "is not proved.";

} // namespace

void add_theory_command(CommandLine& app, Action& action) {
  auto file = std::make_shared<std::string>();
  CommandLine command = app.add_subcommand(
      "theory", "Print the axioms and claims, or see which claims a change breaks");
  command.add_option("FILE", *file, "A changed theory; without it, the theory is printed");
  command.footer(examples);
  command.on_choice([file, &action] {
    action = [file](Console& console) { return run_theory(*file, console); };
  });
}

} // namespace equivarify::codegen
