/// \file
/// Whether the fast evaluation of an integer network is its definition, on data.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_DEFINITION_CHECK_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_DEFINITION_CHECK_HPP

#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/base/range.hpp"
#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/evaluation/equivariance_check.hpp"
#include "equivarify/runtime/integer/integer_network.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace equivarify::runtime {

/// Which images are compared, and turned by which elements.
struct TriedImages {
  Dataset const& data;
  Range images; ///< which begin and end as those of check_images()
  std::vector<std::size_t> const& elements;
};

/// Compares the logits of \p network at g x with those of evaluate_by_definition(), for each image
/// x and each g of \p tried. Nothing where \p goes_on, asked for each g, says no.
[[nodiscard]] std::optional<DefinitionReport> check_definition(IntegerNetwork& network,
                                                               TriedImages const& tried,
                                                               ThreadPool& pool,
                                                               GoesOn const& goes_on);

} // namespace equivarify::runtime

#endif
