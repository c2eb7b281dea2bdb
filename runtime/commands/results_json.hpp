/// \file
/// Results as JSON, for the report and other machines.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_RESULTS_JSON_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_RESULTS_JSON_HPP

#include "equivarify/runtime/evaluation/equivariance_check.hpp"
#include "equivarify/runtime/evaluation/evaluation.hpp"
#include "equivarify/runtime/evaluation/output_evaluation.hpp"
#include "equivarify/runtime/evaluation/output_prediction.hpp"
#include "equivarify/runtime/evaluation/prediction.hpp"
#include "equivarify/runtime/evaluation/speed.hpp"
#include "equivarify/runtime/network/network.hpp"
#include "equivarify/runtime/records/training_record.hpp"

#include <cstddef>
#include <string>

namespace equivarify::runtime {

/// Each of these gives JSON text that ends its last line; README.md describes the fields.
[[nodiscard]] std::string to_json(TrainingRecord const& record);
[[nodiscard]] std::string to_json(Description const& description, Evaluation const& evaluation);
[[nodiscard]] std::string to_json(Description const& description, EquivarianceReport const& report);
[[nodiscard]] std::string to_json(Description const& description, Prediction const& prediction);
[[nodiscard]] std::string to_json(Description const& description,
                                  OutputEvaluation const& evaluation);
[[nodiscard]] std::string to_json(Description const& description,
                                  OutputPrediction const& prediction);
[[nodiscard]] std::string
to_json(Description const& description, SpeedReport const& report, std::size_t threads);

} // namespace equivarify::runtime

#endif
