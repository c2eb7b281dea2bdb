/// \file
/// From a network and its weights to a page to play with.
#ifndef EQUIVARIFY_CODEGEN_PAGE_GENERATE_PAGE_HPP
#define EQUIVARIFY_CODEGEN_PAGE_GENERATE_PAGE_HPP

#include "equivarify/codegen/generate/generate.hpp"
#include "equivarify/codegen/reference/weights.hpp"

#include <optional>

namespace equivarify::codegen {

/// What goes into a page besides the network.
struct PageOptions {
  /// Random ones of the spec's seed without them, which the page then says.
  std::optional<ReferenceWeights<float>> weights{};
  LowerOptions lower{};
  bool compare = true; ///< the header with the reference evaluator, as `generate` does
};

/// NAME.html, which holds all that it needs.
struct Page {
  Generation generation;
  std::size_t code_bytes = 0;   ///< of WebAssembly
  std::size_t weight_bytes = 0; ///< of the weight file
};

/// The page of \p network. Turning its picture moves the rows of its table, and the page counts the
/// bits in which they differ.
///
/// \throws InputError unless the input is a picture of one channel whose entries the group moves
/// without changes of sign, and each output is a number for each (element, class); and as
/// `generate` and compile_web_assembly do.
[[nodiscard]] Page generate_page(Network const& network, PageOptions const& options);

} // namespace equivarify::codegen

#endif
