/// \file
/// How the group acts on the values of a network in which some blocks are used as they are.
#ifndef EQUIVARIFY_CODEGEN_SPEC_CARRIER_HPP
#define EQUIVARIFY_CODEGEN_SPEC_CARRIER_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <string>

namespace equivarify::codegen {

/// The action that is claimed on a value.
enum class Carrier {
  plane,  ///< the motion of the input, on planes of this size and every channel alike
  copies, ///< the channels are one copy for each element, and g permutes the copies
  fixed   ///< g changes nothing: the value is a vector
};

/// The action that is claimed on the output of \p layer, used as it is on a value with \p input. A
/// vector made by `flatten` or `dense` is fixed; a convolution of copies makes copies again if
/// \p order divides its filters.
[[nodiscard]] Carrier next_carrier(Carrier input, Layer const& layer, std::size_t order);

/// The first block of \p network that is used as it is; null if every block is lifted.
[[nodiscard]] Block const* first_plain_block(Network const& network);

/// \throws InputError unless every block of \p network is lifted and no element changes the
/// signs of its input: \p what needs that.
void require_lifted(Network const& network, std::string const& what);

/// \throws InputError if an element changes the signs of the input of \p network: \p what
/// cannot do that, for generated code reads the input through permutations of its entries.
void require_no_signs(Network const& network, std::string const& what);

} // namespace equivarify::codegen

#endif
