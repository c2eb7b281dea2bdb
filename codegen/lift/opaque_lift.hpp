/// \file
/// The lift of an ONNX file that is not looked into.
#ifndef EQUIVARIFY_CODEGEN_LIFT_OPAQUE_LIFT_HPP
#define EQUIVARIFY_CODEGEN_LIFT_OPAQUE_LIFT_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::codegen {

/// How one element h^-1 moves an array: entry i of h^-1 x is entry sources[i] of x and its
/// negatives after it.
using SignedSources = std::vector<std::uint32_t>;

/// The ONNX file \p bytes with its graph once for each of \p moves: copy h reads the input moved by
/// moves[h], and each output is the outputs of all copies, along a new second axis. Operators may
/// be any: nodes are copied as they are, loops, branches and functions with them. Copies share the
/// initializers and all that does not depend on the input. Where no entry changes its sign the
/// moves have entries below \p size alone.
///
/// \throws InputError for bytes that are no ONNX, and unless the file has one input of \p size
/// numbers for each element of a batch.
[[nodiscard]] std::string opaque_lift(std::string_view bytes,
                                      std::string const& path,
                                      std::vector<SignedSources> const& moves,
                                      std::size_t size);

} // namespace equivarify::codegen

#endif
