/// \file
/// What a network that is made equivariant should give, by the definitions, from what it computes
/// as it is.
#ifndef EQUIVARIFY_TESTS_LIFT_RANDOM_EXPECTED_OUTPUT_HPP
#define EQUIVARIFY_TESTS_LIFT_RANDOM_EXPECTED_OUTPUT_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <functional>
#include <vector>

#include "lift/random/random_graph.hpp"

namespace equivarify::testing {

/// F, on inputs and outputs in our order.
using PlainMap = std::function<std::vector<double>(std::vector<double> const&)>;

/// What comes out of \p network, which `lift` made of \p plain as \p action says, at \p x: a copy
/// for each element, or the one value of an output. Only group and motions of the input are taken
/// from \p network.
[[nodiscard]] std::vector<std::vector<double>> expected_output(codegen::Network const& network,
                                                               RandomAction const& action,
                                                               PlainMap const& plain,
                                                               std::vector<double> const& x);

} // namespace equivarify::testing

#endif
