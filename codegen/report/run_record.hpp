/// \file
/// What the steps of one run wrote down, as the report reads it back.
#ifndef EQUIVARIFY_CODEGEN_REPORT_RUN_RECORD_HPP
#define EQUIVARIFY_CODEGEN_REPORT_RUN_RECORD_HPP

#include "equivarify/codegen/report/answer_record.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

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
};

struct EpochRecord {
  std::size_t epoch = 0;
  double loss = 0.0;
  double seconds = 0.0;
  double images_per_second = 0.0;
  std::optional<double> validation_loss{}; ///< on pictures that it was not trained on
  std::optional<double> validation_accuracy{};
};

struct LossPoint {
  double step = 0.0;
  double loss = 0.0;
};

/// What `NAME train` did.
struct TrainingRecord {
  std::uint64_t seed = 0;
  std::size_t threads = 0;
  std::size_t images = 0;
  std::vector<EpochRecord> epochs;
  std::vector<LossPoint> curve;
  std::string weights_sha256;

  /// Whether each epoch was judged by other pictures.
  [[nodiscard]] bool has_validation() const {
    return !epochs.empty() && epochs.front().validation_loss.has_value();
  }

  /// The seconds of all epochs.
  [[nodiscard]] double seconds() const;

  /// The images of all epochs over their seconds; 0 without an epoch.
  [[nodiscard]] double images_per_second() const;
};

/// Shares of right answers, from 0 to 1; no numbers for what the data do not tell.
struct Accuracy {
  double joint = 0.0;                ///< class and element
  double class_alone = 0.0;          ///< the class of the largest marginal
  double pose = 0.0;                 ///< the element, once the class is told
  double joint_up_to_symmetry = 0.0; ///< class, and the element up to the symmetries of the class
};

/// The accuracy on the test images, all turned by one element.
struct CopyAccuracy {
  std::string element;
  std::string label;
  Accuracy accuracy;
};

/// What `NAME evaluate` found.
struct EvaluationRecord {
  std::size_t images = 0;
  Accuracy random_turn;
  std::uint64_t random_turn_seed = 0;
  ErrorsRecord errors; ///< on the randomly turned images
  std::vector<CopyAccuracy> copies;
  double images_per_second = 0.0;

  /// Whether every turned copy of the test images has the same accuracy.
  [[nodiscard]] bool same_on_all_copies() const;
};

/// What `NAME check` found: f(g x) against g f(x), bit by bit.
struct BitCheckRecord {
  std::size_t images = 0;
  std::size_t elements = 0; ///< that were tried
  std::size_t order = 0;    ///< of the group: all elements that there are
  std::size_t values = 0;
  std::size_t differing_bits = 0;
  bool exact = true;             ///< whether the network promises the same bits
  std::size_t deviation_ulp = 0; ///< the largest, of the largest logit
};

/// One turned copy of one image and what the network says of it.
struct TurnRecord {
  std::string element;
  std::string label;
  std::vector<unsigned> pixels;                   ///< bytes, channel-major, row-major
  std::vector<std::vector<double>> probabilities; ///< one row an element, one column a class
  AnswerRecord answer;
};

/// What `NAME predict --all-turns` found.
struct PredictionRecord {
  std::vector<TurnRecord> turns;
  std::size_t shift_differing_bits = 0;
};

/// An equation that was measured, and the verdict in words.
struct MeasuredRecord {
  bool holds = false;
  std::string words;
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
  std::optional<BitCheckRecord> bit_check;
  std::optional<PredictionRecord> prediction;
  std::vector<ConstructionRecord> constructions{}; ///< none where they were not compared
};

} // namespace equivarify::codegen

#endif
