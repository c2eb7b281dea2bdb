/// \file
/// The inputs of a file that is lifted without a look at what it does, as they are moved.
#ifndef EQUIVARIFY_CODEGEN_LIFT_MOVED_INPUTS_HPP
#define EQUIVARIFY_CODEGEN_LIFT_MOVED_INPUTS_HPP

#include "equivarify/codegen/lift/opaque_lift.hpp"
#include "equivarify/codegen/onnx_file/onnx_model.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// An input of `size` numbers, with `begin` of the other inputs before it.
struct MovedInput {
  OnnxValue const* value = nullptr;
  std::size_t begin = 0;
  std::size_t size = 0;
};

/// Inputs whose entries are moved together: one that keeps its own, or all of them.
struct InputRow {
  std::vector<MovedInput> inputs;
  std::size_t whole = 0;  ///< the number of entries of all inputs of the file
  bool has_signs = false; ///< a move negates an entry

  /// Where \p move takes the entries of \p input from, in this row and its negatives after it.
  [[nodiscard]] std::vector<std::int64_t> sources_of(MovedInput const& input,
                                                     SignedSources const& move) const;

  /// The number of entries.
  [[nodiscard]] std::size_t size() const;
};

/// The inputs of \p model, whose file is \p path, as \p moves takes their entries: each by itself,
/// or all in one row where an entry comes to another input.
///
/// \throws InputError as opaque_lift()
[[nodiscard]] std::vector<InputRow> rows_of(OnnxModel const& model,
                                            std::string const& path,
                                            std::vector<SignedSources> const& moves,
                                            std::vector<std::size_t> const& sizes);

} // namespace equivarify::codegen

#endif
