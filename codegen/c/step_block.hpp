/// \file
/// The block of C99 that computes one step, while it grows.
#ifndef EQUIVARIFY_CODEGEN_C_STEP_BLOCK_HPP
#define EQUIVARIFY_CODEGEN_C_STEP_BLOCK_HPP

#include "equivarify/codegen/c/parts.hpp"
#include "equivarify/codegen/layers/operation.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The summary where something has no form in C.
inline constexpr char const* no_c = "no C can be generated";

/// The step \p step and what its text is added to. In the block, `s` and `y` are the copies of what
/// the step reads first and of what it makes.
struct StepBlock {
  Step const& step;
  CContext const& context;
  CParts& parts;

  /// How many copies each value has.
  [[nodiscard]] std::size_t copies() const { return context.plan.copies; }

  /// The weights `STEP.TENSOR`.
  [[nodiscard]] std::vector<float> const& weights(char const* tensor) const;

  /// Adds the table `STEP_NAME` of \p values to the data.
  void add_floats(char const* name, std::vector<float> const& values);

  void add_line(std::string const& line);

  /// Adds a loop of \p statement over `k`, \p count numbers.
  void add_loop(std::size_t count, std::string const& statement);

  /// Adds a loop of \p statements over `h`, each copy.
  void add_loop_over_copies(std::vector<std::string> const& statements);

  /// \throws InputError always: \p operation, the step's, has no form in C.
  [[noreturn]] void refuse(Operation const& operation) const;
};

/// Adds a sum of weighted entries: in windows, in transposed ones, or of all entries.
void add_c_weighted(StepBlock& block, Operation const& operation);

/// Adds a mean of what is seen, or, of one entry alone, that entry again and again.
void add_c_mean(StepBlock& block, Operation const& operation);

/// Adds the largest entry of each window.
void add_c_largest(StepBlock& block, Operation const& operation);

/// Adds a batch_norm, scale x + shift with the numbers of the channel.
void add_c_batch_norm(StepBlock& block, Operation const& operation);

/// Adds a layer_norm.
void add_c_layer_norm(StepBlock& block, Operation const& operation);

} // namespace equivarify::codegen

#endif
