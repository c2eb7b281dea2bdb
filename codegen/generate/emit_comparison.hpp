/// \file
/// A program that evaluates the generated network on given numbers, for comparison with the
/// reference evaluator.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_EMIT_COMPARISON_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_EMIT_COMPARISON_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// A value that is written next to the answers.
struct ShownValue {
  std::size_t step = 0; ///< its number among the steps of the header's Layers
  bool is_map = false;  ///< images, else a row of numbers
};

/// What the program needs to know besides the name of the network.
struct ComparisonProgram {
  /// All tensors of the network, in the order of the program's input; none where the header has its
  /// weights built in.
  std::optional<std::vector<std::string>> tensors{};
  std::vector<ShownValue> shown{};
};

/// The source of a program `P INPUT OUTPUT COUNT ELEMENTS THREADS BATCH`. INPUT holds floats: those
/// of the tensors, then COUNT inputs of the network \p name. OUTPUT gets what comes out for the
/// inputs, then for g x for each of the first ELEMENTS elements g and every input x. It is computed
/// for BATCH inputs at once, on THREADS threads. After the answers of inputs follow the values that
/// are shown, at the first input of the last batch: copy by copy, channel by channel, row by row.
[[nodiscard]] std::string emit_comparison(std::string const& name,
                                          ComparisonProgram const& program);

} // namespace equivarify::codegen

#endif
