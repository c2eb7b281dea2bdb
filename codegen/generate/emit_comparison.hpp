/// \file
/// A program that evaluates the generated network on given numbers, for comparison with the
/// reference evaluator.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_EMIT_COMPARISON_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_EMIT_COMPARISON_HPP

#include <string>
#include <vector>

namespace equivarify::codegen {

/// The source of a program `P INPUT OUTPUT COUNT`. INPUT holds floats: those of \p tensors, which
/// are all of the network \p name, then COUNT inputs. OUTPUT gets the logits of the inputs, then
/// those of g x for every element g and input x.
[[nodiscard]] std::string emit_comparison(std::string const& name,
                                          std::vector<std::string> const& tensors);

} // namespace equivarify::codegen

#endif
