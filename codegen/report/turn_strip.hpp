/// \file
/// The turned image and its probabilities, side by side, in characters.
#ifndef EQUIVARIFY_CODEGEN_REPORT_TURN_STRIP_HPP
#define EQUIVARIFY_CODEGEN_REPORT_TURN_STRIP_HPP

#include "equivarify/codegen/report/network_facts.hpp"
#include "equivarify/codegen/report/run_record.hpp"
#include "equivarify/codegen/text/paint.hpp"

#include <string>

namespace equivarify::codegen {

/// The first four turns as columns of 24 characters: the picture, a row of shaded cells for each
/// element, and the answer. The cells are left out when the group has more than eight elements or
/// the network more than 14 classes.
[[nodiscard]] std::string
turn_strip(NetworkFacts const& network, PredictionRecord const& prediction, Paint const& paint);

} // namespace equivarify::codegen

#endif
