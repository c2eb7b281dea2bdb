/// \file
/// What the steps of one run wrote down, as the report reads it back.
#ifndef EQUIVARIFY_CODEGEN_REPORT_RUN_RECORD_HPP
#define EQUIVARIFY_CODEGEN_REPORT_RUN_RECORD_HPP

#include "equivarify/runtime/records/answer_record.hpp"
#include "equivarify/runtime/records/check_record.hpp"
#include "equivarify/runtime/records/evaluation_record.hpp"
#include "equivarify/runtime/records/training_record.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

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
using runtime::PredictionRecord;
using runtime::TrainingRecord;
using runtime::TurnRecord;

/// The verdict on one lemma identity.
struct LemmaRecord {
  std::string id;
  std::string statement;
  std::string source; ///< where the paper states it
  std::string scope;  ///< for which inputs it is claimed
  bool holds = false;
  std::size_t exhaustive_cases = 0;
  std::size_t equations = 0; ///< compared in those cases
  std::size_t property_tests = 0;
};

/// The comparison of one layer of the network with its turned twin.
struct LayerRecord {
  std::string name;
  std::size_t values_compared = 0;
  std::size_t differing_bits = 0;

  template <typename Fields>
  static void describe(Fields& fields) {
    fields.field("name", &LayerRecord::name);
    fields.field("values_compared", &LayerRecord::values_compared);
    fields.field("differing_bits", &LayerRecord::differing_bits);
  }
};

/// What `equivarify verify` found.
struct VerificationRecord {
  std::string spec_sha256;
  bool verified = false;
  bool not_proved = false; ///< a layer is not known to commute, and nothing shows otherwise
  std::uint64_t seed = 0;
  std::vector<LemmaRecord> lemmas;
  std::size_t inputs = 0;
  std::vector<LayerRecord> layers;
  std::size_t differing_bits = 0;
  std::size_t lift_parameters = 0;
  std::size_t plain_parameters = 0;
};

/// How the generated code compares with the reference evaluator.
struct GenerationRecord {
  std::size_t multiplications = 0; ///< of the generated code for one image; 0 when nobody said
  std::size_t vectors = 0;
  std::uint64_t largest_ulp = 0;
  double largest_difference = 0.0;

  template <typename Fields>
  static void describe(Fields& fields) {
    fields.field("multiplications", &GenerationRecord::multiplications, runtime::Late{});
    fields.field("vectors", &GenerationRecord::vectors);
    fields.field("largest_ulp", &GenerationRecord::largest_ulp);
    fields.field("largest_difference", &GenerationRecord::largest_difference);
  }
};

/// An equation that was measured, and the verdict in words.
struct MeasuredRecord {
  bool holds = false;
  std::string words;

  template <typename Fields>
  static void describe(Fields& fields) {
    fields.page("holds", &MeasuredRecord::holds);
    fields.page("words", &MeasuredRecord::words);
  }
};

/// What `equivarify explore compare` found of one construction.
struct ConstructionRecord {
  std::string name;
  std::string formula;
  std::string scope; ///< `absolute` or `relative`
  std::string scope_in_words;
  std::string gives_up;
  std::string note;
  bool applies = false;
  std::size_t copies = 0;
  std::size_t free_parameters = 0;
  std::size_t multiply_adds = 0;
  std::size_t memory_bytes = 0;
  MeasuredRecord equivariance{};
  std::optional<MeasuredRecord> projection{};
  std::optional<double> class_accuracy{};
};

/// One run. A step that has not been taken has no record.
struct RunRecord {
  std::string data_source; ///< `mnist`, `sample`, `user`, or empty when nobody said
  std::optional<VerificationRecord> verification;
  std::optional<GenerationRecord> generation;
  std::optional<TrainingRecord> training;
  std::optional<EvaluationRecord> evaluation;
  std::optional<CheckRecord> bit_check;
  std::optional<PredictionRecord> prediction;
  std::vector<ConstructionRecord> constructions{}; ///< none where they were not compared
};

} // namespace equivarify::codegen

#endif
