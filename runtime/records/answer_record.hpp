/// \file
/// What a network answered.
#ifndef EQUIVARIFY_RUNTIME_RECORDS_ANSWER_RECORD_HPP
#define EQUIVARIFY_RUNTIME_RECORDS_ANSWER_RECORD_HPP

#include "equivarify/runtime/records/fields.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// An element of the group and a class.
struct LabelRecord {
  std::size_t element = 0;
  std::size_t class_index = 0;

  static void describe(auto& fields) {
    fields.field("element", &LabelRecord::element, ElementName{});
    fields.field("class", &LabelRecord::class_index, ClassName{});
  }
};

/// All best answers for one picture; none where the outputs were no numbers.
struct AnswerRecord {
  std::vector<LabelRecord> best{};
  double class_probability = 0; ///< of each class among them
  double pose_probability = 0;  ///< of each element, given the class

  static void describe(auto& fields) {
    fields.field("answers", &AnswerRecord::best);
    fields.field("class_probability", &AnswerRecord::class_probability, Proportion{});
    fields.field("pose_probability", &AnswerRecord::pose_probability, Proportion{});
  }
};

/// One turned copy of one image and what the network says of it.
struct TurnRecord {
  std::string element;
  std::string label;
  AnswerRecord answer{};
  std::vector<double> class_probabilities{};
  std::vector<std::uint32_t> pixels{};              ///< bytes, channel-major, row-major
  std::vector<std::vector<double>> probabilities{}; ///< [element][class]
  std::vector<double> input{}; ///< its numbers, where it is no picture; else empty

  static void describe(auto& fields) {
    fields.field("element", &TurnRecord::element);
    fields.field("label", &TurnRecord::label);
    fields.inlined(&TurnRecord::answer);
    fields.file("class_probabilities", &TurnRecord::class_probabilities);
    fields.page("pixels", &TurnRecord::pixels, Pixels{});
    fields.page("input", &TurnRecord::input, InputNumbers{});
    fields.page("probabilities",
                &TurnRecord::probabilities,
                NumberTable{Axis::elements, Axis::classes, Cells::shares});
  }
};

/// What `NAME predict` found of labels, the picture itself first.
struct PredictionRecord {
  Subject subject{};
  std::vector<TurnRecord> turns{};

  /// Of the probabilities of g x against those of x, shifted by g.
  std::size_t shift_differing_bits = 0;
  std::size_t not_finite = 0; ///< turns whose answers are no numbers

  static void describe(auto& fields) {
    fields.inlined(&PredictionRecord::subject);
    fields.field("turns",
                 &PredictionRecord::turns,
                 NotEmpty{"no turns", "a list with one or more turned pictures"});
    fields.field("shift_differing_bits", &PredictionRecord::shift_differing_bits);
    fields.field("not_finite", &PredictionRecord::not_finite, Late{});
  }
};

} // namespace equivarify::runtime

#endif
