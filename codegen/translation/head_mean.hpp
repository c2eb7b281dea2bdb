/// \file
/// The mean that heads take, step by step.
#ifndef EQUIVARIFY_CODEGEN_TRANSLATION_HEAD_MEAN_HPP
#define EQUIVARIFY_CODEGEN_TRANSLATION_HEAD_MEAN_HPP

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// A step of a mean: `smaller` or `larger` of two keys, the `positive` or `negative` part of the
/// number of a key, `+` or `-` of two numbers, `/` of a number and how many there are, `plain_zero`
/// of a number.
struct MeanStep {
  std::string operation;
  std::size_t first = 0;
  std::size_t second = 0; ///< what is divided by, and nothing where there is one number
};

/// A mean of keys. What it has is counted: the keys come first, then what each step makes. The last
/// step makes the mean.
using MeanSteps = std::vector<MeanStep>;

/// What rt::ordered_mean does with \p terms keys, of which there is one at least.
[[nodiscard]] MeanSteps head_mean(std::size_t terms);

} // namespace equivarify::codegen

#endif
