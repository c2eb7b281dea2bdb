/// \file
/// What the steps of one run wrote down, as the report reads it back.
#ifndef EQUIVARIFY_CODEGEN_REPORT_RUN_RECORD_HPP
#define EQUIVARIFY_CODEGEN_REPORT_RUN_RECORD_HPP

#include "equivarify/codegen/compare/alternative.hpp"
#include "equivarify/codegen/generate/generate.hpp"
#include "equivarify/codegen/verify/verification.hpp"
#include "equivarify/runtime/records/answer_record.hpp"
#include "equivarify/runtime/records/check_record.hpp"
#include "equivarify/runtime/records/evaluation_record.hpp"
#include "equivarify/runtime/records/output_record.hpp"
#include "equivarify/runtime/records/training_record.hpp"

#include <optional>
#include <string>

namespace equivarify::codegen {

using runtime::Accuracy;
using runtime::AnswerRecord;
using runtime::CheckRecord;
using runtime::ConfidenceBin;
using runtime::CopyAccuracy;
using runtime::CurvePoint;
using runtime::EpochRecord;
using runtime::ErrorRecord;
using runtime::ErrorsRecord;
using runtime::EvaluationRecord;
using runtime::LabelRecord;
using runtime::OutputAnswerRecord;
using runtime::OutputCheckRecord;
using runtime::OutputEvaluationRecord;
using runtime::OutputExampleRecord;
using runtime::OutputLossRecord;
using runtime::OutputPredictionRecord;
using runtime::OutputScoreRecord;
using runtime::OutputsTurnRecord;
using runtime::PredictionRecord;
using runtime::TrainingRecord;
using runtime::TurnRecord;

/// One run. A step that has not been taken has no record. Evaluation and prediction are of labels
/// or of outputs, as the network has them.
struct RunRecord {
  std::string data_source; ///< `mnist`, `sample`, `gallery`, `user`, or empty when nobody said
  std::optional<Verification> verification; ///< finished
  std::optional<Generation> generation;
  std::optional<TrainingRecord> training;
  std::optional<EvaluationRecord> evaluation;
  std::optional<CheckRecord> bit_check;
  std::optional<PredictionRecord> prediction;
  std::optional<Alternatives> constructions;
  std::optional<OutputEvaluationRecord> output_evaluation{};
  std::optional<OutputPredictionRecord> output_prediction{};
};

} // namespace equivarify::codegen

#endif
