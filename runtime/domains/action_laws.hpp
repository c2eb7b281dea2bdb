/// \file
/// Whether the tables of a program say actions of a group.
#ifndef EQUIVARIFY_RUNTIME_DOMAINS_ACTION_LAWS_HPP
#define EQUIVARIFY_RUNTIME_DOMAINS_ACTION_LAWS_HPP

#include "equivarify/runtime/network/network.hpp"

#include <string>

namespace equivarify::runtime {

/// The first law that the tables of \p description break, in words; empty where they break none.
/// Tried for all elements: products are associative, e is neutral and element 0, inverses are
/// inverse; (g h) x = g (h x) and e x = x for inputs x and for each output. That is what carries an
/// equation from one input of an orbit to all of them.
///
/// Cost: |G|^3 and |G|^2 times the numbers of inputs and outputs.
[[nodiscard]] std::string broken_law(Description const& description);

} // namespace equivarify::runtime

#endif
