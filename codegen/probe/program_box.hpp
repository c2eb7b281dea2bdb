/// \file
/// Programs and shared libraries as black boxes; see README.md for what is asked of them.
#ifndef EQUIVARIFY_CODEGEN_PROBE_PROGRAM_BOX_HPP
#define EQUIVARIFY_CODEGEN_PROBE_PROGRAM_BOX_HPP

#include "equivarify/algebra/probe/black_box.hpp"
#include "equivarify/codegen/probe/array_format.hpp"

#include <cstddef>
#include <string>

namespace equivarify::codegen {

/// A command line that reads arrays from standard input and writes one for each to standard output.
struct ProgramBox {
  std::string command; ///< for /bin/sh
  std::size_t output_size = 0;
  ArrayFormat format = ArrayFormat::binary;
  double timeout = 60; ///< in seconds, for each start
};

/// A function in a shared library: `int NAME(float const* input, size_t input_size, float* output,
/// size_t output_size)`, which returns 0.
struct LibraryBox {
  std::string file;
  std::string function = "equivarify_evaluate";
  std::size_t output_size = 0;
  double timeout = 60; ///< in seconds, for each process
};

/// \p box as a black box: one start of the program for all inputs of a question.
///
/// The black box throws BlackBoxError when the program fails, takes too long, or writes anything
/// but one array an input.
[[nodiscard]] algebra::probe::BlackBox make_black_box(ProgramBox const& box);

/// \p box as a black box: one process for all inputs of a question, in which the library is loaded
/// and may crash.
///
/// The black box throws BlackBoxError when the library cannot be loaded, the function returns
/// anything but 0, writes past the end, or takes the process down.
[[nodiscard]] algebra::probe::BlackBox make_black_box(LibraryBox const& box);

} // namespace equivarify::codegen

#endif
