#include "equivarify/algebra/lemmas/mutation_score.hpp"

#include "equivarify/algebra/lemmas/exhaustive.hpp"
#include "equivarify/algebra/lemmas/property.hpp"
#include "equivarify/algebra/lemmas/sets.hpp"
#include "equivarify/algebra/named_groups.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::algebra::lemmas {

namespace {

std::vector<Lemma> const& lemmas_in_use() {
  static std::vector<Lemma> const lemmas = [] {
    std::vector<Lemma> all = all_lemmas();
    all.insert(all.end(), decision_lemmas().begin(), decision_lemmas().end());
    return all;
  }();
  return lemmas;
}

/// S3: its elements do not commute, its subgroups are not all normal, and it is small.
std::vector<NamedSet> const& sets_in_use() {
  static std::vector<NamedSet> const sets = transitive_sets(dihedral(3));
  return sets;
}

std::optional<Kill>
kill_by(Lemma const& lemma, Construction const& construction, MutationOptions const& options) {
  PropertyReport property =
      check_property(lemma, construction, {.seed = options.seed, .tests = options.tests});
  if (property.refutation) {
    return Kill{lemma.id, "property", *std::move(property.refutation)};
  }
  ExhaustiveReport exhaustive = check_exhaustively(
      lemma, sets_in_use(), construction, {.max_labels = 2, .max_cases = 64, .seed = options.seed});
  if (exhaustive.refutation) {
    return Kill{lemma.id, "exhaustive", *std::move(exhaustive.refutation)};
  }
  return std::nullopt;
}

} // namespace

std::size_t MutationScore::killed() const {
  return static_cast<std::size_t>(
      std::count_if(mutants.begin(), mutants.end(), [](MutantVerdict const& verdict) {
        return verdict.kill.has_value();
      }));
}

bool MutationScore::complete() const {
  return killed() == mutants.size() && refuting_the_formula.empty();
}

std::optional<Kill> kill(Construction const& construction, MutationOptions const& options) {
  for (Lemma const& lemma : lemmas_in_use()) {
    if (auto found = kill_by(lemma, construction, options)) {
      return found;
    }
  }
  return std::nullopt;
}

MutationScore score_mutants(std::vector<Mutant> const& candidates, MutationOptions const& options) {
  MutationScore score;
  for (Mutant const& mutant : candidates) {
    score.mutants.push_back({mutant.part,
                             mutant.construction.name,
                             mutant.construction.description,
                             kill(mutant.construction, options)});
  }
  for (Lemma const& lemma : lemmas_in_use()) {
    if (kill_by(lemma, formula(), options)) {
      score.refuting_the_formula.push_back(lemma.id);
    }
  }
  return score;
}

std::string to_line(Facts const& facts) {
  std::string line;
  for (auto const& [name, value] : facts) {
    line += fmt::format("{}{}{}{}",
                        line.empty() ? "" : "; ",
                        name == "fails" ? "refutes" : name,
                        name == "fails" ? ": " : " = ",
                        value);
  }
  return line;
}

} // namespace equivarify::algebra::lemmas
