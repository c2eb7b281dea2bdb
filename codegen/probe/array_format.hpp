/// \file
/// How arrays are written for a program and read back.
#ifndef EQUIVARIFY_CODEGEN_PROBE_ARRAY_FORMAT_HPP
#define EQUIVARIFY_CODEGEN_PROBE_ARRAY_FORMAT_HPP

#include "equivarify/algebra/probe/array_action.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::codegen {

/// Floats of 32 bits, the least significant byte first, nothing between them; or one line of
/// numbers an array, with blanks or commas between them.
enum class ArrayFormat { binary, text };

/// \p arrays one after another; numbers are rounded to floats of 32 bits.
[[nodiscard]] std::string encode(std::vector<algebra::probe::Array> const& arrays,
                                 ArrayFormat format);

/// The arrays in \p data, all that are complete: of \p size numbers each, or one a line.
///
/// \throws BlackBoxError naming the line and the word that is no number.
[[nodiscard]] std::vector<algebra::probe::Array>
decode(std::string_view data, ArrayFormat format, std::size_t size);

/// The arrays in the text file \p path, one a line.
///
/// \throws InputError if it cannot be read; BlackBoxError naming it if it holds none, or the line
/// and the word that is no number.
[[nodiscard]] std::vector<algebra::probe::Array> read_arrays(std::string const& path);

/// The most bytes that \p count arrays of \p size numbers take.
[[nodiscard]] std::size_t longest_encoding(ArrayFormat format, std::size_t count, std::size_t size);

/// The first numbers of \p x, as `(0, 1, 0, ...)`.
[[nodiscard]] std::string start_of(algebra::probe::Array const& x);

} // namespace equivarify::codegen

#endif
