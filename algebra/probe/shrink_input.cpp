#include "equivarify/algebra/probe/shrink_input.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>

namespace equivarify::algebra::probe {

namespace {

/// One change of an array: entries [begin, end) become \p value.
struct Change {
  std::size_t begin;
  std::size_t end;
  double value;
};

Array changed(Array x, Change const& change) {
  std::fill(x.begin() + static_cast<std::ptrdiff_t>(change.begin),
            x.begin() + static_cast<std::ptrdiff_t>(change.end),
            change.value);
  return x;
}

/// Delta debugging (Zeller and Hildebrandt), many candidates to a question: a program that has to
/// be started anew for each question is asked few of them.
class InputShrinker {
public:
  InputShrinker(Experiment& experiment, FailingPair pair, Domain const& domain, std::size_t budget)
      : experiment_{experiment}, pair_{std::move(pair)}, domain_{domain},
        last_evaluation_{experiment.evaluations() + budget} {}

  FailingPair shrink(std::vector<Element> const& elements) {
    choose_element(elements);
    keep_one_entry();
    clear_entries();
    for (double const value : {1.0, -1.0, 2.0, 0.5}) {
      replace_entries([value](double) { return value; });
    }
    replace_entries([](double old) { return std::round(old); });
    choose_element(elements);
    return std::move(pair_);
  }

private:
  [[nodiscard]] std::size_t questions_left() const {
    std::size_t const asked = experiment_.evaluations();
    return asked < last_evaluation_ ? (last_evaluation_ - asked) / 2 : 0;
  }

  /// How many candidates may be held and asked about at once.
  [[nodiscard]] std::size_t most_candidates() const {
    constexpr std::size_t most_numbers = 1U << 24U;
    return std::min(questions_left(), std::max<std::size_t>(1, most_numbers / pair_.x.size()));
  }

  /// The first element, in the order given, with which x fails.
  void choose_element(std::vector<Element> const& elements) {
    std::vector<Element> asked{experiment_.group().identity()};
    asked.insert(asked.end(), elements.begin(), elements.end());
    experiment_.evaluate_turned(
        {pair_.x}, asked, [&](std::size_t, std::vector<Array> const& outputs) {
          auto const first = std::find_if(elements.begin(), elements.end(), [&](Element const& g) {
            auto const i = static_cast<std::size_t>(&g - elements.data());
            return experiment_.compare(g, outputs[0], outputs[i + 1]).has_value();
          });
          pair_.g = first == elements.end() ? pair_.g : *first;
        });
  }

  [[nodiscard]] bool is_at_rest(double value) const { return value == domain_.rest(); } // NOLINT

  [[nodiscard]] std::vector<std::size_t> entries_not_at_rest() const {
    std::vector<std::size_t> entries;
    for (std::size_t i = 0; i < pair_.x.size(); ++i) {
      if (!is_at_rest(pair_.x[i])) {
        entries.push_back(i);
      }
    }
    return entries;
  }

  /// Whether no more than one entry of x is enough.
  void keep_one_entry() {
    std::vector<Array> candidates{Array(pair_.x.size(), domain_.rest())};
    std::vector<std::size_t> const entries = entries_not_at_rest();
    std::size_t const most = std::max<std::size_t>(1, most_candidates() / 4);
    std::size_t const step = (entries.size() + most - 1) / most;
    for (std::size_t i = 0; i < entries.size(); i += step) {
      candidates.push_back(candidates.front());
      candidates.back()[entries[i]] = pair_.x[entries[i]];
    }
    std::vector<bool> const fails = experiment_.fails(pair_.g, candidates);
    auto const first = std::find(fails.begin(), fails.end(), true);
    if (first != fails.end()) {
      pair_.x = std::move(candidates[static_cast<std::size_t>(first - fails.begin())]);
    }
  }

  void clear_entries() {
    for (std::size_t length = pair_.x.size(); length > 0; length = (length + 1) / 2) {
      while (apply(clearing_changes(length)) && length == 1) {
      }
      if (length == 1) {
        return;
      }
    }
  }

  [[nodiscard]] std::vector<Change> clearing_changes(std::size_t length) const {
    std::vector<Change> changes;
    for (std::size_t begin = 0; begin < pair_.x.size(); begin += length) {
      Change const change{begin, std::min(begin + length, pair_.x.size()), domain_.rest()};
      if (changed(pair_.x, change) != pair_.x) {
        changes.push_back(change);
      }
    }
    return changes;
  }

  template <typename Replacement>
  void replace_entries(Replacement const& replacement) {
    std::vector<Change> changes;
    for (std::size_t const i : entries_not_at_rest()) {
      double const value = replacement(pair_.x[i]);
      if (simplicity(value) < simplicity(pair_.x[i]) && domain_.contains(value) &&
          !is_at_rest(value)) {
        changes.push_back({i, i + 1, value});
      }
    }
    apply(changes);
  }

  /// Smaller is simpler.
  static int simplicity(double value) {
    constexpr std::array simple{1.0, -1.0, 2.0, 0.5};
    auto const place = std::find(simple.begin(), simple.end(), value) - simple.begin();
    bool const is_listed = place < std::ssize(simple);
    return static_cast<int>(place) + (!is_listed && std::round(value) != value ? 1 : 0);
  }

  /// Makes as many of \p changes as leave a failing input; false if none does.
  bool apply(std::vector<Change> changes) {
    changes.resize(std::min(changes.size(), most_candidates()));
    std::vector<Array> alone;
    alone.reserve(changes.size());
    for (Change const& change : changes) {
      alone.push_back(changed(pair_.x, change));
    }
    std::vector<bool> const fails = experiment_.fails(pair_.g, alone);
    std::vector<Change> possible;
    for (std::size_t i = 0; i < changes.size(); ++i) {
      if (fails[i]) {
        possible.push_back(changes[i]);
      }
    }
    apply_together(possible);
    return !possible.empty();
  }

  /// The first changes together, as many as are possible; at least one, which is known to be.
  void apply_together(std::vector<Change> const& changes) {
    std::vector<Array> together;
    Array x = pair_.x;
    for (Change const& change : changes) {
      x = changed(std::move(x), change);
      together.push_back(x);
    }
    together.resize(std::min(together.size(), std::max<std::size_t>(1, most_candidates())));
    std::vector<bool> const fails = experiment_.fails(pair_.g, together);
    auto const last = std::find(fails.rbegin(), fails.rend(), true);
    if (last != fails.rend()) {
      pair_.x = std::move(together[static_cast<std::size_t>(fails.rend() - last) - 1]);
    }
  }

  Experiment& experiment_;
  FailingPair pair_;
  Domain const& domain_;
  std::size_t last_evaluation_;
};

} // namespace

FailingPair shrink(Experiment& experiment,
                   FailingPair pair,
                   std::vector<Element> const& elements,
                   Domain const& domain,
                   std::size_t evaluations) {
  return InputShrinker{experiment, std::move(pair), domain, evaluations}.shrink(
      by_word_length(experiment.group(), elements));
}

std::vector<Element> by_word_length(Group const& group, std::vector<Element> elements) {
  SpanningTree const& tree = group.spanning_tree();
  std::vector<std::uint32_t> length(group.order(), 0);
  for (std::size_t i = 1; i < tree.sequence.size(); ++i) {
    length[tree.sequence[i]] = length[tree.parent[tree.sequence[i]]] + 1;
  }
  std::stable_sort(elements.begin(), elements.end(), [&](Element a, Element b) {
    return length[a.index()] < length[b.index()];
  });
  return elements;
}

} // namespace equivarify::algebra::probe
