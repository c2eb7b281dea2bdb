/// \file
/// What is done to a plan to make it fast, one thing at a time.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_PASSES_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_PASSES_HPP

#include "equivarify/codegen/generate/plan.hpp"

#include <span>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// An optimisation. It changes how steps are computed, not what.
struct Pass {
  char const* name;
  char const* summary; ///< what it does, in one line
  void (*apply)(Plan& plan);
  /// Where a step says what became of the pass; null where none says anything.
  std::string Step::*reason;
  bool (*concerns)(Step const& step); ///< which steps the pass is about
  bool is_always_listed;              ///< in explanations, also where it is about no step
};

/// Whether \p pass is listed in explanations of \p plan, which no pass has changed yet.
[[nodiscard]] bool is_listed(Pass const& pass, Plan const& plan);

/// All of them in the order in which they run.
[[nodiscard]] std::span<Pass const> passes();

/// Their names.
[[nodiscard]] std::vector<std::string> pass_names();

/// Applies \p pass to \p plan, or has its steps say that it is switched off.
void run_pass(Pass const& pass, bool enabled, Plan& plan);

/// Takes each dropout, which is the identity but in training, out of \p plan.
void drop_dropout(Plan& plan);

/// A batch_norm behind a linear step, whose values nothing else reads, becomes part of it: it
/// scales the weights when they are prepared.
void fold_batch_norm(Plan& plan);

/// A relu behind a linear step or a batch_norm, whose values nothing else reads, becomes part of
/// it, so that its values are written once.
void fuse_relu(Plan& plan);

/// Sums over the group become a Fourier transform, products, and a transform back, where the group
/// has a transform that its arithmetic allows.
void use_fourier(Plan& plan);

/// 3x3 convolutions of stride 1 get Winograd's F(4x4, 3x3), where there are channels enough to pay
/// for its transforms.
void use_winograd(Plan& plan);

} // namespace equivarify::codegen

#endif
