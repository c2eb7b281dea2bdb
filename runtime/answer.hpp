/// \file
/// The likeliest label of an image, with its names.
#ifndef EQUIVARIFY_RUNTIME_ANSWER_HPP
#define EQUIVARIFY_RUNTIME_ANSWER_HPP

#include "equivarify/runtime/failure.hpp"
#include "equivarify/runtime/probabilities.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::runtime {

/// A label (h, class) in words.
struct Answer {
  float probability = 0;    ///< by the softmax over all labels
  std::string_view element; ///< what people call h: `90°`
  std::string_view class_name;
};

/// The likeliest label by the \p logits of one image of \p Model. Of several that are equally
/// likely, the first.
///
/// \throws std::invalid_argument unless there is one number for each label.
template <typename Model>
[[nodiscard]] Answer best_answer(std::span<float const> logits) {
  if (logits.size() != Model::order * Model::classes) {
    fail<std::invalid_argument>(std::to_string(logits.size()) +
                                " numbers are not one for each of " +
                                std::to_string(Model::order * Model::classes) + " labels");
  }
  std::vector<float> probabilities(logits.size());
  joint_softmax(logits, Model::classes, probabilities);
  auto const best = std::max_element(probabilities.begin(), probabilities.end());
  auto const label = static_cast<std::size_t>(best - probabilities.begin());
  return {*best,
          Model::element_labels[label / Model::classes],
          Model::class_names[label % Model::classes]};
}

} // namespace equivarify::runtime

#endif
