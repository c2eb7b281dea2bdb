/// \file
/// What a step is called and how it is described in generated code.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_STEP_TEXT_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_STEP_TEXT_HPP

#include "equivarify/codegen/generate/plan.hpp"
#include "equivarify/codegen/layers/kernel.hpp"

#include <string>
#include <vector>

namespace equivarify::codegen {

/// The runtime's scheme by which \p step, a weighted sum, sums over copies: `rt::FourierC4`.
[[nodiscard]] std::string group_algorithm(Plan const& plan, Step const& step);

/// Whether the step has parameters.
[[nodiscard]] bool has_weights(Step const& step);

/// The type with the multiplication table of the copies: `Group`, or `CopyGroup` for a quotient.
[[nodiscard]] std::string table_of_copies(Plan const& plan);

/// The number of copies that the step's weights are for: |G| for a sum over the group, otherwise
/// those gathered.
[[nodiscard]] std::size_t weight_copies(Plan const& plan, Step const& step);

/// The number of weights and biases.
[[nodiscard]] std::size_t parameters(Plan const& plan, Step const& step);

/// The name of the step's type: `Conv1`.
[[nodiscard]] std::string layer_type(Step const& step);

/// The same of a layer by its name.
[[nodiscard]] std::string layer_type(std::string const& layer);

/// Whether the kernel of \p step keeps its weights as bf16 numbers: that of a matrix product of a
/// network with such weights, which no normalisation scales.
[[nodiscard]] bool stores_bf16(Plan const& plan, Step const& step);

/// What of the runtime computes the step, its type on one line. \p maps are the types of the values
/// that a step on images reads; empty for a step on vectors. A folded batch_norm is left out.
[[nodiscard]] Kernel
kernel_of(Plan const& plan, Step const& step, std::vector<std::string> const& maps);

/// Why the step is computed as it is, its reasons joined.
[[nodiscard]] std::string reason(Step const& step);

/// The formula that the step computes, such as `y(h) = relu(b + sum_k W_k * s(h k))`.
[[nodiscard]] std::string formula(Step const& step);

/// The step's shapes and its number of parameters, a sentence.
[[nodiscard]] std::string description(Plan const& plan, Step const& step);

/// How a step with weights is computed and with how many multiplications, a sentence.
[[nodiscard]] std::string computation(Step const& step);

} // namespace equivarify::codegen

#endif
