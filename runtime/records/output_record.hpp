/// \file
/// What the outputs of a network say, and how far that is from what they should.
#ifndef EQUIVARIFY_RUNTIME_RECORDS_OUTPUT_RECORD_HPP
#define EQUIVARIFY_RUNTIME_RECORDS_OUTPUT_RECORD_HPP

#include "equivarify/runtime/records/fields.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// What one output says of one input.
struct OutputAnswerRecord {
  std::string name;
  std::string head;
  std::optional<std::vector<std::size_t>> cells{};   ///< the class of each cell, of a grid of them
  std::optional<std::vector<std::string>> answers{}; ///< all best classes, where there are classes
  std::optional<double> probability{};               ///< of each of them
  std::vector<double> target{};                      ///< what it should be, where that is known
  std::vector<double> values{};                      ///< its numbers
  std::vector<double> probabilities{};               ///< see OutputAnswer

  static void describe(auto& fields) {
    fields.field("name", &OutputAnswerRecord::name);
    fields.field("head", &OutputAnswerRecord::head);
    fields.file("cells", &OutputAnswerRecord::cells, Undecided{});
    fields.field("answers", &OutputAnswerRecord::answers);
    fields.field("probability", &OutputAnswerRecord::probability, Proportion{});
    fields.page("target", &OutputAnswerRecord::target, OrNothing{});
    fields.page("values", &OutputAnswerRecord::values, Numbers{});
    fields.file("probabilities", &OutputAnswerRecord::probabilities, OrNothing{});
  }
};

/// One input turned by one element, and what the outputs say of it.
struct OutputsTurnRecord {
  std::string element;
  std::string label;
  std::vector<std::uint32_t> pixels{}; ///< bytes that show the input
  std::vector<double> input{};         ///< its numbers
  std::vector<OutputAnswerRecord> outputs{};

  static void describe(auto& fields) {
    fields.field("element", &OutputsTurnRecord::element);
    fields.field("label", &OutputsTurnRecord::label);
    fields.file("pixels", &OutputsTurnRecord::pixels, Pixels{});
    fields.page("input", &OutputsTurnRecord::input, Numbers{});
    fields.field("outputs", &OutputsTurnRecord::outputs);
  }
};

/// What `NAME predict` found of outputs, the input itself first.
struct OutputPredictionRecord {
  Subject subject{};
  std::vector<OutputsTurnRecord> turns{};
  std::size_t differing_bits = 0; ///< of the outputs at g x against g acting on those at x
  std::size_t not_finite = 0;     ///< turns whose answers are no numbers

  static void describe(auto& fields) {
    fields.inlined(&OutputPredictionRecord::subject);
    fields.field("turns",
                 &OutputPredictionRecord::turns,
                 NotEmpty{"no turns", "a list with one or more turned inputs"});
    fields.field("differing_bits", &OutputPredictionRecord::differing_bits);
    fields.field("not_finite", &OutputPredictionRecord::not_finite);
  }
};

/// How good one output is on test data.
struct OutputScoreRecord {
  std::string name;
  std::string head;
  double loss = 0; ///< the mean, without its weight
  std::optional<double> accuracy{};
  std::optional<double> mean_absolute_error{};
  std::optional<std::vector<std::vector<double>>> confusion{}; ///< [true class][answered class]

  static void describe(auto& fields) {
    fields.field("name", &OutputScoreRecord::name);
    fields.field("head", &OutputScoreRecord::head);
    fields.field("loss", &OutputScoreRecord::loss, OrInfinite{});
    fields.field("accuracy", &OutputScoreRecord::accuracy, Proportion{});
    fields.field("mean_absolute_error", &OutputScoreRecord::mean_absolute_error);
    fields.field("confusion", &OutputScoreRecord::confusion);
  }
};

/// One input of the test data with its answers and what they should be.
struct OutputExampleRecord {
  std::size_t image = 0; ///< in the data
  double loss = 0;       ///< of all outputs, weighted
  std::vector<double> input{};
  std::vector<OutputAnswerRecord> outputs{};

  static void describe(auto& fields) {
    fields.field("image", &OutputExampleRecord::image);
    fields.field("loss", &OutputExampleRecord::loss, OrInfinite{});
    fields.page("input", &OutputExampleRecord::input, Numbers{});
    fields.field("outputs", &OutputExampleRecord::outputs);
  }
};

/// What `NAME evaluate` found of outputs.
struct OutputEvaluationRecord {
  Subject subject{};
  std::size_t images = 0;
  std::optional<std::size_t> shift{}; ///< how many pixels each image was moved at most
  double loss = 0;                    ///< what training makes small: the weighted sum
  std::vector<OutputScoreRecord> outputs{};
  double images_per_second = 0;
  std::size_t not_finite = 0; ///< images whose answers are no numbers
  std::vector<OutputExampleRecord> examples{};
  std::vector<OutputExampleRecord> worst{}; ///< those of the largest losses, the largest first

  static void describe(auto& fields) {
    fields.inlined(&OutputEvaluationRecord::subject);
    fields.field("images",
                 &OutputEvaluationRecord::images,
                 NotEmpty{"an evaluation of no images", "a number of images, 1 or more"});
    fields.page("shift",
                &OutputEvaluationRecord::shift,
                Refused{"an evaluation of moved images", "one without --shift"});
    fields.field("loss", &OutputEvaluationRecord::loss, OrInfinite{});
    fields.field("outputs",
                 &OutputEvaluationRecord::outputs,
                 NotEmpty{"no outputs", "a list with a score for each output"});
    fields.field("images_per_second", &OutputEvaluationRecord::images_per_second);
    fields.field("not_finite", &OutputEvaluationRecord::not_finite);
    fields.page("examples", &OutputEvaluationRecord::examples);
    fields.page("worst", &OutputEvaluationRecord::worst);
  }
};

} // namespace equivarify::runtime

#endif
