/// \file
/// The action that is claimed on each value of a network with blocks used as they are.
#ifndef EQUIVARIFY_CODEGEN_REFUTE_STACK_ACTION_HPP
#define EQUIVARIFY_CODEGEN_REFUTE_STACK_ACTION_HPP

#include "equivarify/codegen/carrier.hpp"
#include "equivarify/codegen/network.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace equivarify::codegen {

/// For each entry of g v the entry of v that stands there.
using Sources = std::vector<std::uint32_t>;

/// How \p g moves a value of \p shape, all copies together, that has \p carrier. Nothing for a
/// plane of another size than the input's that the motion of g does not keep, or where g moves the
/// entries of the input in a way that is no motion of the plane.
[[nodiscard]] std::optional<Sources>
sources_of(Network const& network, Carrier carrier, Shape const& shape, algebra::Element g);

/// The value g v.
[[nodiscard]] std::vector<float> moved(Sources const& sources, std::vector<float> const& value);

} // namespace equivarify::codegen

#endif
