/// \file
/// Whether the fast evaluation of an integer network is its definition, on data.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_DEFINITION_CHECK_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_DEFINITION_CHECK_HPP

#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/base/range.hpp"
#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/evaluation/equivariance_check.hpp"
#include "equivarify/runtime/integer/integer_network.hpp"

#include <optional>

namespace equivarify::runtime {

/// Compares the logits of \p network at g x with those of evaluate_by_definition(), for each image
/// x of those number \p images of \p data, which begin and end as those of check_images(), and each
/// g. Nothing where \p goes_on, asked for each g, says no.
[[nodiscard]] std::optional<DefinitionReport> check_definition(IntegerNetwork& network,
                                                               Dataset const& data,
                                                               Range images,
                                                               ThreadPool& pool,
                                                               GoesOn const& goes_on);

} // namespace equivarify::runtime

#endif
