/// \file
/// A trial that fails, in words.
#ifndef EQUIVARIFY_CODEGEN_MEASURE_COUNTEREXAMPLE_HPP
#define EQUIVARIFY_CODEGEN_MEASURE_COUNTEREXAMPLE_HPP

#include "equivarify/codegen/measure/trial.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// Lines with what \p trial shows at the layer numbered \p layer: g, x, the weights, then an entry
/// where both sides differ.
[[nodiscard]] std::vector<std::string> describe(Network const& network,
                                                Arrangement const& arrangement,
                                                Trial const& trial,
                                                std::size_t layer);

/// The same without the entry.
[[nodiscard]] std::vector<std::string>
describe_trial(Network const& network, Trial const& trial, std::size_t layer);

/// The subscripts of the entry \p index of an array of \p shape, as `[0][3][5]`.
[[nodiscard]] std::string subscripts(std::size_t index, std::vector<std::size_t> const& shape);

/// The extents of \p shape: one of a flat value, else three.
[[nodiscard]] std::vector<std::size_t> extents(Shape const& shape);

/// The values of an array of \p shape that are not 0, as `1 at [0][3][5], 0 elsewhere`; of many
/// only the first.
[[nodiscard]] std::string sparse_text(std::vector<float> const& values,
                                      std::vector<std::size_t> const& shape);

} // namespace equivarify::codegen

#endif
