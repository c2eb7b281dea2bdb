/// \file
/// What networks may have that not every user of them can work with.
#ifndef EQUIVARIFY_CODEGEN_SPEC_PLAIN_BLOCK_HPP
#define EQUIVARIFY_CODEGEN_SPEC_PLAIN_BLOCK_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <string>

namespace equivarify::codegen {

/// The first block of \p network that is used as it is; null if every block is lifted.
[[nodiscard]] Block const* first_plain_block(Network const& network);

/// \throws InputError unless every block of \p network is lifted: \p what needs that.
void require_lifted(Network const& network, std::string const& what);

/// \throws InputError if \p network has outputs of its own: \p what knows one number for each
/// (g, class) alone.
void require_joint(Network const& network, std::string const& what);

/// \throws InputError if an element changes the signs of the input of \p network: \p what
/// cannot do that.
void require_no_signs(Network const& network, std::string const& what);

/// \throws InputError if the input of \p network has several parts: \p what takes one array.
void require_one_array(Network const& network, std::string const& what);

} // namespace equivarify::codegen

#endif
