#include "equivarify/algebra/lemmas/mutant_parts.hpp"

#include <algorithm>
#include <utility>

namespace equivarify::algebra::lemmas {

namespace {

using Answers = std::vector<CopyLabel>;

Construction wrong_single(std::string name,
                          std::string description,
                          std::optional<CopyLabel> (*single)(Group const&, Scores const&)) {
  Construction result = variant(std::move(name), std::move(description));
  result.heads.single = single;
  return result;
}

/// What \p change makes of the best answers, put in order.
Construction wrong_best(std::string name,
                        std::string description,
                        Answers (*change)(Group const&, Scores const&, Answers)) {
  Construction result = variant(std::move(name), std::move(description));
  result.heads.best = [change](Group const& group, Scores const& scores) {
    Answers answers = change(group, scores, largest_labels(group, scores));
    std::sort(answers.begin(), answers.end());
    answers.erase(std::unique(answers.begin(), answers.end()), answers.end());
    return answers;
  };
  return result;
}

Construction wrong_marginal(std::string name,
                            std::string description,
                            std::int64_t (*marginal)(Group const&, Scores const&, Label)) {
  Construction result = variant(std::move(name), std::move(description));
  result.heads.marginal = marginal;
  return result;
}

Construction wrong_targets(std::string name,
                           std::string description,
                           Element (*target)(Group const&, Element pose, Element k)) {
  Construction result = variant(std::move(name), std::move(description));
  result.heads.targets = [target](Subgroup const& symmetries, Element pose) {
    std::vector<Element> targets;
    for (Element const k : symmetries.elements()) {
      targets.push_back(target(symmetries.group(), pose, k));
    }
    std::sort(targets.begin(), targets.end());
    return targets;
  };
  return result;
}

/// The sum of w(\p of_weight (g, y)) f(\p of_picture (g, y)).
Construction wrong_correlation(std::string name,
                               std::string description,
                               Point (*of_weight)(GSet const&, Element, Point),
                               Point (*of_picture)(GSet const&, Element, Point)) {
  Construction result = variant(std::move(name), std::move(description));
  result.heads.correlate =
      [of_weight, of_picture](GSet const& cells, Vector const& w, Vector const& f, Element g) {
        std::int64_t sum = 0;
        for (Point const y : cells.points()) {
          sum += w[of_weight(cells, g, y).index()] * f[of_picture(cells, g, y).index()];
        }
        return sum;
      };
  return result;
}

Point there(GSet const& cells, Element g, Point y) {
  return cells.act(g, y);
}

Point still(GSet const&, Element, Point y) {
  return y;
}

} // namespace

std::vector<Construction> single_answer_mutants() {
  return {
      wrong_single("single_answer_last",
                   "the last of the best answers, also of equals",
                   [](Group const& group, Scores const& scores) {
                     return std::optional{largest_labels(group, scores).back()};
                   }),
      wrong_single("single_answer_upright",
                   "class 0 in pose e, whatever s is",
                   [](Group const& group, Scores const&) {
                     return std::optional{CopyLabel{group.identity(), 0}};
                   }),
      wrong_single("single_answer_never",
                   "none, even where nothing but e fixes s",
                   [](Group const&, Scores const&) { return std::optional<CopyLabel>{}; }),
      wrong_single("single_answer_if_unique",
                   "the first best answer, if the numbers of copy e are not those of another",
                   [](Group const& group, Scores const& scores) {
                     auto const picked = head_formula().single(group, scores);
                     return picked ? std::optional{largest_labels(group, scores).front()} : picked;
                   }),
  };
}

std::vector<Construction> best_answer_mutants() {
  return {
      wrong_best(
          "best_answers_first",
          "the first of equals alone",
          [](Group const&, Scores const&, Answers answers) { return Answers{answers.front()}; }),
      wrong_best("best_answers_inverted",
                 "the pose inverted: (h^-1, c)",
                 [](Group const& group, Scores const&, Answers answers) {
                   for (CopyLabel& y : answers) {
                     y.copy = group.inverse(y.copy);
                   }
                   return answers;
                 }),
      wrong_best("best_answers_of_each_class",
                 "the best of each class, whether the class is best or not",
                 [](Group const& group, Scores const& scores, Answers answers) {
                   for (Label c = 0; c < scores.classes; ++c) {
                     CopyLabel best{group.identity(), c};
                     for (Element const h : group.elements()) {
                       best = scores.at({h, c}) > scores.at(best) ? CopyLabel{h, c} : best;
                     }
                     answers.push_back(best);
                   }
                   return answers;
                 }),
      wrong_best("best_answers_upright",
                 "all in pose e",
                 [](Group const& group, Scores const&, Answers answers) {
                   for (CopyLabel& y : answers) {
                     y.copy = group.identity();
                   }
                   return answers;
                 }),
  };
}

std::vector<Construction> marginal_mutants() {
  return {
      wrong_marginal("marginal_largest",
                     "the largest number of the class",
                     [](Group const& group, Scores const& scores, Label c) {
                       std::int64_t largest = scores.at({group.identity(), c});
                       for (Element const h : group.elements()) {
                         largest = std::max(largest, scores.at({h, c}));
                       }
                       return largest;
                     }),
      wrong_marginal("marginal_upright",
                     "that of copy e, abs(G) times",
                     [](Group const& group, Scores const& scores, Label c) {
                       return group.order() * scores.at({group.identity(), c});
                     }),
      wrong_marginal(
          "marginal_without_last",
          "the sum without the last copy",
          [](Group const& group, Scores const& scores, Label c) {
            return head_formula().marginal(group, scores, c) - scores.at({last_element(group), c});
          }),
      wrong_marginal("marginal_weighted",
                     "each copy as often as its number says",
                     [](Group const& group, Scores const& scores, Label c) {
                       std::int64_t sum = 0;
                       for (Element const h : group.elements()) {
                         sum += h.index() * scores.at({h, c});
                       }
                       return sum;
                     }),
  };
}

std::vector<Construction> target_mutants() {
  return {
      wrong_targets(
          "targets_right_coset",
          "K g, the symmetries on the wrong side",
          [](Group const& group, Element pose, Element k) { return group.multiply(k, pose); }),
      wrong_targets(
          "targets_conjugated",
          "g K g^-1",
          [](Group const& group, Element pose, Element k) { return group.conjugate(k, pose); }),
      wrong_targets("targets_inverted",
                    "g^-1 K",
                    [](Group const& group, Element pose, Element k) {
                      return group.multiply(group.inverse(pose), k);
                    }),
      wrong_targets("targets_alone",
                    "the recorded pose, as often as there are symmetries",
                    [](Group const&, Element pose, Element) { return pose; }),
  };
}

std::vector<Construction> correlation_mutants() {
  return {
      wrong_correlation("correlation_backward", "w(g y) for w(g^-1 y)", there, still),
      wrong_correlation("correlation_unturned", "w where it stands", still, still),
      wrong_correlation(
          "correlation_turned_twice",
          "picture and weights turned the other way",
          [](GSet const& cells, Element g, Point y) { return cells.act(g, cells.act(g, y)); },
          still),
      wrong_correlation(
          "correlation_one_too_far",
          "w(a g^-1 y), which no abelian group shows",
          [](GSet const& cells, Element g, Point y) {
            return cells.act(last_element(cells.group()), cells.act(cells.group().inverse(g), y));
          },
          still),
  };
}

} // namespace equivarify::algebra::lemmas
