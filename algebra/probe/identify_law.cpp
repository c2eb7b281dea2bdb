#include "equivarify/algebra/probe/identify_law.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/permutation.hpp"
#include "equivarify/algebra/probe/inputs.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

namespace equivarify::algebra::probe {

namespace {

constexpr std::uint32_t largest_output_to_match = 2'048;
constexpr double rounding = 1e-5;

double largest_number_in(Array const& output) {
  double largest = 0;
  for (double const value : output) {
    largest = std::isfinite(value) ? std::max(largest, std::abs(value)) : largest;
  }
  return largest;
}

/// The outputs f(g x), by input and element; for a large group those of e and the generators alone.
class Table {
public:
  Table(Experiment& experiment, std::vector<Array> const& inputs, bool full)
      : group_{experiment.group()}, full_{full} {
    std::set<Element> elements{group_.identity()};
    for (Generator const& generator : group_.generators()) {
      elements.insert(generator.element);
    }
    std::vector<Element> const all = group_.elements();
    elements.insert(all.begin(), full ? all.end() : all.begin());
    std::vector<Element> const asked{elements.begin(), elements.end()};
    experiment.evaluate_turned(inputs, asked, [&](std::size_t, std::vector<Array> const& outputs) {
      std::vector<Array>& row = rows_.emplace_back(group_.order());
      for (std::size_t i = 0; i < asked.size(); ++i) {
        row[asked[i].index()] = outputs[i];
      }
    });
  }

  [[nodiscard]] bool full() const noexcept { return full_; }

  [[nodiscard]] Group const& group() const noexcept { return group_; }

  /// f(g x) for each x, at index g.
  [[nodiscard]] std::vector<std::vector<Array>> const& rows() const noexcept { return rows_; }

  [[nodiscard]] double largest_number() const {
    double largest = 0;
    for (std::vector<Array> const& row : rows_) {
      for (Array const& output : row) {
        largest = std::max(largest, largest_number_in(output));
      }
    }
    return largest;
  }

private:
  Group group_;
  bool full_;
  std::vector<std::vector<Array>> rows_;
};

/// Asks of a table which laws hold in it.
class LawFinder {
public:
  LawFinder(Table const& table, ArrayAction const& output, Tolerance tolerance)
      : table_{table}, output_{output}, tolerance_{tolerance} {}

  [[nodiscard]] bool holds(OutputLaw const& law) const {
    Group const& group = table_.group();
    for (Generator const& generator : group.generators()) {
      if (!holds_at(law, generator.element.index())) {
        return false;
      }
    }
    if (!table_.full()) {
      return true;
    }
    std::vector<Element> const elements = group.elements();
    return std::all_of(
        elements.begin(), elements.end(), [&](Element g) { return holds_at(law, g.index(), 0); });
  }

  /// f(g (h x)) against f(h x), for every h that the table has.
  [[nodiscard]] bool holds_at(OutputLaw const& law, std::uint32_t g) const {
    std::uint32_t const last = table_.full() ? table_.group().order() : 1;
    for (std::uint32_t h = 0; h < last; ++h) {
      if (!holds_at(law, g, h)) {
        return false;
      }
    }
    return true;
  }

  [[nodiscard]] std::vector<OutputLaw> those_that_hold(std::vector<OutputLaw> laws) const {
    std::erase_if(laws, [this](OutputLaw const& law) { return !holds(law); });
    return laws;
  }

  /// The element by which each generator permutes the output, if each does by one permutation.
  [[nodiscard]] std::optional<std::vector<std::vector<std::uint32_t>>> permutations() const {
    std::vector<std::vector<std::uint32_t>> result;
    for (Generator const& generator : table_.group().generators()) {
      auto sources = sources_of(generator.element.index());
      if (!sources) {
        return std::nullopt;
      }
      result.push_back(*std::move(sources));
    }
    return result;
  }

private:
  [[nodiscard]] bool holds_at(OutputLaw const& law, std::uint32_t g, std::uint32_t h) const {
    std::uint32_t const product = table_.group().multiply_unchecked(g, h);
    std::vector<Source> source(output_.size());
    for (std::uint32_t i = 0; i < output_.size(); ++i) {
      source[i] = law.source(g, i);
    }
    return std::all_of(table_.rows().begin(), table_.rows().end(), [&](auto const& row) {
      return std::equal(source.begin(),
                        source.end(),
                        row[product].begin(),
                        [&](Source const& from, double value) {
                          return tolerance_.agree(value, from.in(row[h]), from.negated);
                        });
    });
  }

  /// For each entry of f(g x) the only entry of f(x) that equals it for every x.
  [[nodiscard]] std::optional<std::vector<std::uint32_t>> sources_of(std::uint32_t g) const {
    std::vector<std::uint32_t> sources;
    for (std::uint32_t i = 0; i < output_.size(); ++i) {
      auto const source = source_of(g, i);
      if (!source) {
        return std::nullopt;
      }
      sources.push_back(*source);
    }
    return sources;
  }

  /// The only entry of f(x) that equals entry \p i of f(g x) for every x.
  [[nodiscard]] std::optional<std::uint32_t> source_of(std::uint32_t g, std::uint32_t i) const {
    std::optional<std::uint32_t> found;
    for (std::uint32_t j = 0; j < output_.size(); ++j) {
      bool const equal =
          std::all_of(table_.rows().begin(), table_.rows().end(), [&](auto const& row) {
            return tolerance_.agree(row[g][i], row[0][j]);
          });
      if (equal && found) {
        return std::nullopt;
      }
      found = equal ? j : found;
    }
    return found;
  }

  Table const& table_;
  ArrayAction const& output_;
  Tolerance tolerance_;
};

/// The largest subgroup whose elements all pass; with a tolerance those need not be a subgroup.
Subgroup largest_within(Group const& group, std::vector<bool> const& passes) {
  Subgroup largest = Subgroup::trivial(group);
  for (Subgroup const& subgroup : all_subgroups(group)) {
    std::vector<Element> const& elements = subgroup.elements();
    if (subgroup.order() > largest.order() &&
        std::all_of(
            elements.begin(), elements.end(), [&](Element g) { return passes[g.index()]; })) {
      largest = subgroup;
    }
  }
  return largest;
}

void find_subgroup(Table const& table,
                   LawFinder const& finder,
                   OutputLaw const& declared,
                   Identification& result) {
  Group const& group = table.group();
  std::vector<bool> passes(group.order(), false);
  std::vector<Element> passing;
  for (Element const g : group.elements()) {
    bool const known = table.full() || !table.rows().front()[g.index()].empty();
    passes[g.index()] = known && finder.holds_at(declared, g.index());
    if (passes[g.index()]) {
      passing.push_back(g);
    }
  }
  result.largest_is_bound = !table.full() || group.order() > largest_order_with_subgroups;
  result.largest = result.largest_is_bound ? Subgroup::generated_by(group, passing)
                                           : largest_within(group, passes);
}

/// How the output is permuted, where that is an action of the group.
std::vector<std::string> observe(LawFinder const& finder, ArrayAction const& output) {
  std::vector<std::string> lines;
  if (output.size() > largest_output_to_match) {
    return lines;
  }
  auto const sources = finder.permutations();
  if (!sources) {
    return lines;
  }
  try {
    Group const& group = output.group();
    std::vector<std::vector<std::uint32_t>> images;
    for (std::size_t k = 0; k < sources->size(); ++k) {
      Permutation const moved = Permutation::from_images((*sources)[k]).inverse();
      images.push_back(moved.images());
      lines.push_back(group.generators()[k].name + " by " + moved.to_string());
    }
    static_cast<void>(GSet::from_generators(group, output.size(), images));
    return lines;
  } catch (AlgebraError const&) {
    return {};
  }
}

Identification identify(Table const& table, ArrayAction const& output, Tolerance const& tolerance) {
  Identification result;
  LawFinder const finder{table, output, tolerance};
  OutputLaw const declared = declared_law(output);
  if (finder.holds(declared)) {
    result.up_to_rounding = true;
    return result;
  }
  result.laws = finder.those_that_hold(rival_laws(output));
  if (result.laws.empty()) {
    result.laws = finder.those_that_hold(twisted_laws(output));
  }
  if (result.laws.empty()) {
    result.observed = observe(finder, output);
  }
  find_subgroup(table, finder, declared, result);
  return result;
}

bool says_something(Identification const& found) {
  return found.up_to_rounding || !found.laws.empty() || !found.observed.empty() ||
         (found.largest && found.largest->order() > 1);
}

} // namespace

Identification
identify_law(Experiment& experiment, std::vector<Array> const& inputs, std::size_t max_elements) {
  bool const full = experiment.group().order() <= max_elements;
  Table const table{experiment, inputs, full};
  Tolerance loose = experiment.tolerance();
  loose.absolute = std::max({loose.absolute,
                             rounding * table.largest_number(),
                             std::numeric_limits<double>::min()}); // so that 0 and -0 agree
  Identification found = identify(table, experiment.output(), experiment.tolerance());
  Identification rounded = identify(table, experiment.output(), loose);
  if (rounded.up_to_rounding || !says_something(found)) {
    return rounded;
  }
  found.up_to_rounding = false;
  return found;
}

} // namespace equivarify::algebra::probe
