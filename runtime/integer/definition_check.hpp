/// \file
/// Whether the fast evaluation of an integer network is its definition, on data.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_DEFINITION_CHECK_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_DEFINITION_CHECK_HPP

#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/evaluation/equivariance_check.hpp"
#include "equivarify/runtime/evaluation/evaluation.hpp"
#include "equivarify/runtime/integer/integer_network.hpp"

namespace equivarify::runtime {

/// Compares the logits of \p network at g x with those of evaluate_by_definition(), for each image
/// x of \p data and each g.
[[nodiscard]] DefinitionReport check_definition(IntegerNetwork& network,
                                                Dataset const& data,
                                                ThreadPool& pool,
                                                Watcher const& watcher = {});

} // namespace equivarify::runtime

#endif
