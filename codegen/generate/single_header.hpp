/// \file
/// A network as one header that needs the standard library alone, or less.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_SINGLE_HEADER_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_SINGLE_HEADER_HPP

#include "equivarify/codegen/generate/plan.hpp"
#include "equivarify/codegen/reference/weights.hpp"

#include <optional>
#include <string>

namespace equivarify::codegen {

/// What the header leaves out, and what it holds.
struct SingleHeader {
  bool threads = true;    ///< false: all work is done by the thread that calls
  bool files = true;      ///< false: weights come from memory
  bool exceptions = true; ///< false: an error ends the program, with a message
  std::optional<ReferenceWeights<float>> weights{}; ///< built in
  bool extern_c = false; ///< true: with a wrapper for C, see extern_c.hpp
};

/// The header NAME.hpp of \p plan with all that it needs of the runtime. The same plan gives the
/// same bytes.
[[nodiscard]] std::string emit_single_header(Plan const& plan, SingleHeader const& options);

/// \p header, a generated header that opens the namespace \p space and includes the runtime, with
/// what it includes put into it.
///
/// \throws std::logic_error when it includes what is not built in.
[[nodiscard]] std::string with_runtime(std::string const& header, std::string const& space);

} // namespace equivarify::codegen

#endif
