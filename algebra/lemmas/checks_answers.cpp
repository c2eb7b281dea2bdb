#include "equivarify/algebra/lemmas/checks.hpp"
#include "equivarify/algebra/orbit.hpp"

#include <algorithm>

namespace equivarify::algebra::lemmas {

namespace {

/// The tuple as numbers of two classes; what fixes the tuple fixes them, and nothing else does.
Scores scores_of(Trial const& trial, Tuple const& s) {
  Scores result{.classes = 2, .numbers = {}};
  std::int64_t const labels = trial.instance().labels;
  for (Label const z : s) {
    result.numbers.push_back(z);
    result.numbers.push_back((z + 1) % labels);
  }
  return result;
}

/// The numbers of g s, by the action under test.
Scores turned(Trial const& trial, Element g) {
  return scores_of(trial, trial.act(g, trial.instance().tuple));
}

std::vector<CopyLabel> turned(Trial const& trial, Element g, std::vector<CopyLabel> labels) {
  for (CopyLabel& y : labels) {
    y = trial.construction().extend_label(trial.group(), g, y);
  }
  std::sort(labels.begin(), labels.end());
  return labels;
}

std::vector<Element> symmetries_of(Trial const& trial, Tuple const& s) {
  std::vector<Element> result;
  for (Element const u : trial.group().elements()) {
    if (trial.act(u, s) == s) {
      result.push_back(u);
    }
  }
  return result;
}

/// Each label is moved by a symmetry of s, so that no rule with a single value is equivariant at s.
void check_symmetries_move_labels(Trial& trial, std::vector<Element> const& symmetries) {
  for (Element const h : trial.group().elements()) {
    CopyLabel const y{h, 0};
    bool const is_moved = std::any_of(symmetries.begin(), symmetries.end(), [&](Element u) {
      return !(trial.construction().extend_label(trial.group(), u, y) == y);
    });
    trial.expect(
        is_moved, "a symmetry of s moves each label", [&] { return Facts{trial.fact("h", h)}; });
  }
}

} // namespace

void check_no_single_answer(Trial& trial) {
  auto const& single = trial.construction().heads.single;
  std::vector<Element> const symmetries = symmetries_of(trial, trial.instance().tuple);
  Scores const scores = scores_of(trial, trial.instance().tuple);
  auto const answer = single(trial.group(), scores);
  trial.expect(answer.has_value() == (symmetries.size() == 1),
               "one answer is picked if and only if nothing but e fixes s",
               [] { return Facts{}; });
  if (!answer) {
    check_symmetries_move_labels(trial, symmetries);
    return;
  }
  auto const best = largest_labels(trial.group(), scores);
  trial.expect(std::find(best.begin(), best.end(), *answer) != best.end(),
               "the answer is a best one",
               [] { return Facts{}; });
  for (Element const g : trial.group().elements()) {
    auto const of_turned = single(trial.group(), turned(trial, g));
    CopyLabel const expected = trial.construction().extend_label(trial.group(), g, *answer);
    trial.expect(of_turned == expected, "the answer to g s is g times that to s", [&] {
      return Facts{trial.fact("g", g)};
    });
  }
}

void check_best_answers(Trial& trial) {
  auto const& best = trial.construction().heads.best;
  Scores const scores = scores_of(trial, trial.instance().tuple);
  auto const answers = best(trial.group(), scores);
  std::int64_t const largest = *std::max_element(scores.numbers.begin(), scores.numbers.end());
  trial.expect(!answers.empty() &&
                   std::all_of(answers.begin(),
                               answers.end(),
                               [&](auto const& y) { return scores.at(y) == largest; }),
               "the answers have the largest number",
               [] { return Facts{}; });
  for (Element const g : trial.group().elements()) {
    trial.expect(best(trial.group(), turned(trial, g)) == turned(trial, g, answers),
                 "best(g s) = g best(s)",
                 [&] { return Facts{trial.fact("g", g)}; });
  }
}

namespace {

std::int64_t sum_of(Vector const& numbers) {
  std::int64_t sum = 0;
  for (std::int64_t const r : numbers) {
    sum += r;
  }
  return sum;
}

/// The share that label y has of its class is that of g y in g s.
void check_shares(Trial& trial, Element g, Label c) {
  auto const& marginal = trial.construction().heads.marginal;
  Scores const scores = scores_of(trial, trial.instance().tuple);
  Scores const moved_scores = turned(trial, g);
  for (Element const h : trial.group().elements()) {
    CopyLabel const y{h, c};
    CopyLabel const moved_label = trial.construction().extend_label(trial.group(), g, y);
    trial.expect_equal("p(g y | c) P(c), turned both ways",
                       moved_scores.at(moved_label) * marginal(trial.group(), scores, c),
                       "p(y | c) P(c)",
                       scores.at(y) * marginal(trial.group(), moved_scores, c),
                       [&] {
                         return Facts{trial.fact("g", g), trial.fact("h", h)};
                       });
  }
}

} // namespace

void check_marginals(Trial& trial) {
  auto const& marginal = trial.construction().heads.marginal;
  Scores const scores = scores_of(trial, trial.instance().tuple);
  std::int64_t total = 0;
  for (Label c = 0; c < scores.classes; ++c) {
    total += marginal(trial.group(), scores, c);
    for (Element const g : trial.group().elements()) {
      trial.expect_equal("P(c) of g s",
                         marginal(trial.group(), turned(trial, g), c),
                         "P(c) of s",
                         marginal(trial.group(), scores, c),
                         [&] {
                           return Facts{trial.fact("g", g), {"c", std::to_string(c)}};
                         });
      check_shares(trial, g, c);
    }
  }
  trial.expect_equal(
      "the sum of P(c) over c", total, "the sum of all numbers", sum_of(scores.numbers), [] {
        return Facts{};
      });
}

namespace {

/// The labels of a picture that was upright before a motion of its targets.
std::vector<CopyLabel> targets_of(Trial const& trial, Subgroup const& symmetries, Element pose) {
  std::vector<CopyLabel> result;
  for (Element const h : trial.construction().heads.targets(symmetries, pose)) {
    CopyLabel const upright{trial.group().identity(), 0};
    result.push_back(trial.construction().extend_label(trial.group(), h, upright));
  }
  std::sort(result.begin(), result.end());
  return result;
}

std::int64_t number_of(Scores const& scores, std::vector<CopyLabel> const& targets) {
  std::int64_t sum = 0;
  for (CopyLabel const& y : targets) {
    sum += scores.at(y);
  }
  return sum;
}

/// The targets in pose g h are g times those in pose h, and have in g s the number of those in s.
void check_targets_turn(Trial& trial, Subgroup const& symmetries, Element h) {
  auto const targets = targets_of(trial, symmetries, h);
  std::int64_t const number = number_of(scores_of(trial, trial.instance().tuple), targets);
  for (Element const g : trial.group().elements()) {
    auto const where = [&] { return Facts{trial.fact("g", g), trial.fact("h", h)}; };
    auto const of_turned = targets_of(trial, symmetries, trial.group().multiply(g, h));
    trial.expect(of_turned == turned(trial, g, targets),
                 "the targets in pose g h are g times those in pose h",
                 where);
    trial.expect_equal("the number of the targets of g s",
                       number_of(turned(trial, g), of_turned),
                       "that of the targets of s",
                       number,
                       where);
  }
}

} // namespace

void check_unknown_pose(Trial& trial) {
  Subgroup const symmetries = stabilizer(trial.set(), Point{0});
  for (Element const h : trial.group().elements()) {
    auto const where = [&] { return Facts{trial.fact("h", h)}; };
    auto const targets = trial.construction().heads.targets(symmetries, h);
    for (Element const k : symmetries.elements()) {
      Element const other = trial.group().multiply(h, k);
      trial.expect(std::find(targets.begin(), targets.end(), other) != targets.end(),
                   "every pose in which the picture looks the same is a target",
                   where);
    }
    trial.expect(targets.size() == symmetries.order(), "and no other is", where);
    check_targets_turn(trial, symmetries, h);
  }
}

} // namespace equivarify::algebra::lemmas
