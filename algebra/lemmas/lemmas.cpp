#include "equivarify/algebra/lemmas/lemmas.hpp"

#include "equivarify/algebra/lemmas/sets.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::algebra::lemmas {

namespace {

Counterexample make_counterexample(std::string found_by, Facts facts, LemmaOptions const& options) {
  std::string replay = fmt::format("equivarify verify {} --seed {}", options.spec, options.seed);
  if (options.construction.name != "formula") {
    replay += fmt::format(" --convention {}", options.construction.name);
  }
  std::vector<std::string> text = to_lines(facts);
  return {std::move(found_by), std::move(facts), std::move(text), std::move(replay)};
}

/// The shrunk counterexample is preferred: it names the smallest group.
void conclude(LemmaReport& report, LemmaOptions const& options) {
  bool const refuted = report.property.refutation || report.exhaustive.refutation;
  report.verdict = refuted                   ? LemmaVerdict::refuted
                   : report.left_out.empty() ? LemmaVerdict::holds
                                             : LemmaVerdict::partly;
  if (report.property.refutation) {
    report.counterexample = make_counterexample("property", *report.property.refutation, options);
  }
  if (report.exhaustive.refutation) {
    report.counterexample =
        make_counterexample("exhaustive", *report.exhaustive.refutation, options);
  }
}

ExhaustiveOptions extent_of(LemmaOptions const& options, CasePart const& part) {
  return {.max_cases = options.max_exhaustive_cases,
          .seed = options.seed,
          .part = part,
          .max_work = options.max_work,
          .watch = options.watch};
}

std::vector<ExhaustiveReport> check_all(std::vector<NamedSet> const& sets,
                                        LemmaOptions const& options,
                                        ExhaustiveOptions const& extent) {
  std::vector<ExhaustiveReport> reports;
  for (Lemma const& lemma : all_lemmas()) {
    reports.push_back(check_exhaustively(lemma, sets, options.construction, extent));
  }
  return reports;
}

/// Checks the lemma number \p n.
LemmaReport
check_lemma(std::size_t n, std::vector<NamedSet> const& sets, LemmaOptions const& options) {
  Lemma const& lemma = all_lemmas()[n];
  LemmaReport report{.id = lemma.id,
                     .statement = lemma.statement,
                     .source = lemma.source,
                     .scope = lemma.scope,
                     .exhaustive = {},
                     .property = {}};
  options.watch.tell(fmt::format("lemma {} of {}: {}", n + 1, all_lemmas().size(), lemma.id));
  report.exhaustive =
      options.exhaustive.empty()
          ? check_exhaustively(lemma, sets, options.construction, extent_of(options, {}))
          : options.exhaustive[n];
  if (report.exhaustive.cut_short) {
    report.left_out.push_back(
        report.exhaustive.cases == 0
            ? "cases on small sets"
            : fmt::format("cases on small sets after the first {}", report.exhaustive.cases));
  }
  if (options.watch.has_time()) {
    report.property =
        check_property(lemma, options.construction, {.seed = options.seed, .tests = options.tests});
  } else {
    report.left_out.emplace_back("random instances");
  }
  conclude(report, options);
  return report;
}

/// The second factors of the products that check_entries() tries: all elements, or of a large group
/// generators, from whose products the others follow one letter after another.
std::vector<Element> second_factors(Group const& group) {
  if (group.order() <= largest_listed_order) {
    return group.elements();
  }
  std::vector<Element> factors{group.identity()};
  for (Generator const& generator : group.generators()) {
    factors.push_back(generator.element);
  }
  return factors;
}

/// e x = x and g (h x) = (g h) x for all g, h and every entry, straight from the permutations.
void check_entries(Group const& group,
                   std::vector<EntryPermutation> const& permutations,
                   ExhaustiveReport& report) {
  std::vector<Element> const factors = second_factors(group);
  for (Element const g : group.elements()) {
    for (Element const h : factors) {
      EntryPermutation const both = compose(permutations[g.index()], permutations[h.index()]);
      EntryPermutation const& expected = permutations[group.multiply(g, h).index()];
      report.cases += 1;
      report.equations += both.size();
      auto const [left, right] = std::mismatch(both.begin(), both.end(), expected.begin());
      if (left != both.end()) {
        report.refutation = Facts{{"group", group.name()},
                                  {"fails", "g (h x) = (g h) x"},
                                  {"g", group.name_of(g)},
                                  {"h", group.name_of(h)},
                                  {"entry", fmt::format("{}", left - both.begin())},
                                  {"g (h x)", fmt::format("x[{}]", *left)},
                                  {"(g h) x", fmt::format("x[{}]", *right)}};
        return;
      }
    }
  }
}

} // namespace

std::vector<std::string> to_lines(Facts const& facts) {
  std::size_t width = 0;
  for (Fact const& fact : facts) {
    width = std::max(width, fact.first.size());
  }
  std::vector<std::string> lines;
  for (auto const& [name, value] : facts) {
    lines.push_back(name == "fails" ? fmt::format("refutes: {}", value)
                                    : fmt::format("{:<{}} = {}", name, width, value));
  }
  return lines;
}

std::vector<LemmaReport> check_lemmas(std::vector<NamedSet> const& sets,
                                      LemmaOptions const& options) {
  std::vector<LemmaReport> reports;
  for (std::size_t n = 0; n < all_lemmas().size(); ++n) {
    reports.push_back(check_lemma(n, sets, options));
  }
  return reports;
}

std::vector<LemmaReport> check_lemmas(Group const& group, LemmaOptions const& options) {
  return check_lemmas(transitive_sets(group), options);
}

std::vector<LemmaReport> check_lemmas(GSet const& set, LemmaOptions const& options) {
  return check_lemmas(orbit_sets(set), options);
}

std::vector<LemmaReport> check_lemmas(Group const& group,
                                      std::vector<EntryPermutation> const& permutations,
                                      LemmaOptions const& options) {
  std::vector<LemmaReport> reports =
      check_lemmas(array_sets(group, permutations, options.seed), options);
  for (LemmaReport& report : reports) {
    report.exhaustive.too_large = group.order() > largest_listed_order;
  }
  LemmaReport& action = reports.front();
  if (!action.exhaustive.refutation) {
    check_entries(group, permutations, action.exhaustive);
    conclude(action, options);
  }
  return reports;
}

std::vector<ExhaustiveReport> check_part_of_lemmas(std::vector<NamedSet> const& sets,
                                                   LemmaOptions const& options,
                                                   CasePart const& part) {
  return check_all(sets, options, extent_of(options, part));
}

std::vector<ExhaustiveReport> count_part_of_lemmas(std::vector<NamedSet> const& sets,
                                                   LemmaOptions const& options,
                                                   CasePart const& part) {
  ExhaustiveOptions extent = extent_of(options, part);
  extent.counts_alone = true;
  return check_all(sets, options, extent);
}

} // namespace equivarify::algebra::lemmas
