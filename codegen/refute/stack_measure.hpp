/// \file
/// Whether a network with blocks used as they are is equivariant in single precision.
#ifndef EQUIVARIFY_CODEGEN_REFUTE_STACK_MEASURE_HPP
#define EQUIVARIFY_CODEGEN_REFUTE_STACK_MEASURE_HPP

#include "equivarify/codegen/measure/measurement.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <cstddef>
#include <cstdint>

namespace equivarify::codegen {

/// L(g x) against g L(x) for every g but e, L being \p network up to the layer numbered \p layer
/// over all blocks, on \p inputs random inputs and weights that follow from \p seed; 0 inputs are
/// as many as take a few seconds. What is equal in exact arithmetic is so to rounding: a layer used
/// as it is may sum the same terms in another order.
///
/// \pre the layers commute with the group, see check_stack()
[[nodiscard]] Measurement
measure_stack(Network const& network, std::uint64_t seed, std::size_t inputs, std::size_t layer);

/// The same of what comes out, f(g x) against g f(x), f being the outputs of \p network one after
/// another.
[[nodiscard]] Measurement
measure_outputs(Network const& network, std::uint64_t seed, std::size_t inputs);

} // namespace equivarify::codegen

#endif
