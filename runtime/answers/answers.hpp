/// \file
/// The answer to one picture as a set, so that it turns with the picture.
///
/// No rule that picks one label (h, class) for every output is equivariant: the logits of a picture
/// with a symmetry are equal on several poses, and whichever the rule picks is wrong for a turn of
/// the picture. The set of the best labels is: best(g y) = g best(y).
#ifndef EQUIVARIFY_RUNTIME_ANSWERS_ANSWERS_HPP
#define EQUIVARIFY_RUNTIME_ANSWERS_ANSWERS_HPP

#include "equivarify/runtime/base/failure.hpp"
#include "equivarify/runtime/base/rounding.hpp"
#include "equivarify/runtime/elementary/probabilities.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// A class, and the element of the group that turned it.
struct Label {
  std::size_t element = 0;
  std::size_t class_index = 0;
  friend bool operator==(Label const&, Label const&) = default;
};

/// All that is equally good for one picture.
struct Answer {
  std::vector<std::size_t> classes; ///< of the largest marginal; several only where they are equal
  std::vector<Label> best;          ///< the likeliest poses of each of these classes
  std::vector<double> marginals;    ///< P(class) for every class
  double class_probability = 0;     ///< the marginal of each of the best classes
  double pose_probability = 0;      ///< of each pose, given its class; the least where these differ
};

/// P(class) = sum over h of p(h, class) for each of \p classes classes. The terms are added in the
/// order of their size, so that no permutation of the copies changes a bit.
[[nodiscard]] inline std::vector<double> class_marginals(std::span<float const> probabilities,
                                                         std::size_t classes) {
  std::size_t const order = probabilities.size() / classes;
  std::vector<float> terms(order);
  std::vector<double> marginals(classes);
  for (std::size_t c = 0; c < classes; ++c) {
    for (std::size_t h = 0; h < order; ++h) {
      terms[h] = probabilities[h * classes + c];
    }
    std::sort(terms.begin(), terms.end());
    for (float const term : terms) {
      marginals[c] += static_cast<double>(term);
    }
  }
  return marginals;
}

/// How much smaller than the largest a logit may be to count as equal: nothing where equal outputs
/// have equal bits (\p is_exact), otherwise what rounding explains.
[[nodiscard]] inline float tie_slack(std::span<float const> logits, bool is_exact) {
  if (is_exact) {
    return 0;
  }
  float largest = 0;
  for (float const logit : logits) {
    largest = std::max(largest, std::abs(logit));
  }
  return static_cast<float>(allowed_deviation) * unit_in_last_place(largest);
}

/// The elements h with the largest logit (h, \p class_index), up to \p slack, in their order: the
/// likeliest poses if the class is told.
[[nodiscard]] inline std::vector<std::size_t> likeliest_poses(std::span<float const> logits,
                                                              std::size_t classes,
                                                              std::size_t class_index,
                                                              float slack = 0) {
  std::vector<std::size_t> poses;
  float largest = logits[class_index];
  for (std::size_t place = class_index; place < logits.size(); place += classes) {
    largest = std::max(largest, logits[place]);
  }
  for (std::size_t place = class_index; place < logits.size(); place += classes) {
    if (logits[place] >= largest - slack) {
      poses.push_back(place / classes);
    }
  }
  return poses;
}

/// The answer that \p logits, one for each (h, class) at h * \p classes + class, give; see
/// likeliest_poses for \p slack. It has no class where a logit is no number.
///
/// Cost: one exponential for each logit, and sorting the copies once for each class.
[[nodiscard]] inline Answer
best_answers(std::span<float const> logits, std::size_t classes, float slack = 0) {
  std::vector<float> probabilities(logits.size());
  joint_softmax(logits, classes, probabilities);
  Answer answer;
  answer.marginals = class_marginals(probabilities, classes);
  double const largest = *std::max_element(answer.marginals.begin(), answer.marginals.end());
  double least_pose = 1;
  for (std::size_t c = 0; c < classes; ++c) {
    if (answer.marginals[c] != largest) {
      continue;
    }
    answer.classes.push_back(c);
    for (std::size_t const h : likeliest_poses(logits, classes, c, slack)) {
      answer.best.push_back({h, c});
      auto const joint = static_cast<double>(probabilities[h * classes + c]);
      least_pose = std::min(least_pose, joint / largest);
    }
  }
  if (!answer.classes.empty()) {
    answer.class_probability = std::min(largest, 1.0); // rounded terms may add up to more
    answer.pose_probability = least_pose;
  }
  return answer;
}

/// The same for the logits of one image of \p Model, whose `element_labels` and `class_names` say
/// what the numbers mean.
///
/// \throws std::invalid_argument unless there is one logit for each label.
template <typename Model>
[[nodiscard]] Answer best_answers(std::span<float const> logits) {
  if (logits.size() != Model::order * Model::classes) {
    fail<std::invalid_argument>(std::to_string(logits.size()) +
                                " numbers are not one for each of " +
                                std::to_string(Model::order * Model::classes) + " labels");
  }
  return best_answers(logits, Model::classes, tie_slack(logits, Model::is_exact));
}

} // namespace equivarify::runtime

#endif
