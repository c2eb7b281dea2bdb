/// \file
/// How often a network was right, and where it was wrong.
#ifndef EQUIVARIFY_RUNTIME_RECORDS_EVALUATION_RECORD_HPP
#define EQUIVARIFY_RUNTIME_RECORDS_EVALUATION_RECORD_HPP

#include "equivarify/runtime/records/answer_record.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// Shares of right answers to images of class c turned by g. An image with several best answers
/// (h, d) counts with the share of them that is right. Where no pose is known only the class can be
/// right or wrong; the other shares are no numbers.
struct Accuracy {
  double joint = 0;                ///< h = g and d = c
  double class_alone = 0;          ///< d = c: the class of the largest marginal
  double pose = 0;                 ///< h = g, of the likeliest poses once the class c is told
  double joint_up_to_symmetry = 0; ///< d = c and g^-1 h is a symmetry of the class c

  static void describe(auto& fields) {
    fields.field("joint", &Accuracy::joint, Unknown{});
    fields.field("class", &Accuracy::class_alone, Proportion{});
    fields.field("pose", &Accuracy::pose, Unknown{});
    fields.field("joint_up_to_symmetry", &Accuracy::joint_up_to_symmetry, Unknown{});
  }
};

/// The accuracy on images each turned by an element of its own, at random.
struct RandomTurnRecord {
  Accuracy accuracy{};
  std::uint64_t seed = 0; ///< of the turns

  static void describe(auto& fields) {
    fields.inlined(&RandomTurnRecord::accuracy);
    fields.field("seed", &RandomTurnRecord::seed, Late{});
  }
};

/// The accuracy on images all turned by one element.
struct CopyAccuracy {
  std::string element;
  std::string label;
  Accuracy accuracy{};

  static void describe(auto& fields) {
    fields.field("element", &CopyAccuracy::element);
    fields.field("label", &CopyAccuracy::label);
    fields.inlined(&CopyAccuracy::accuracy);
  }
};

/// The pictures whose class had a probability from `from` to below `to`.
struct ConfidenceBin {
  double from = 0;
  double to = 0;
  std::size_t images = 0;
  double confidence = 0;  ///< the mean probability of their best class; 0 without a picture
  double class_right = 0; ///< the share whose class was right; 0 without a picture

  static void describe(auto& fields) {
    fields.field("from", &ConfidenceBin::from, Proportion{});
    fields.field("to", &ConfidenceBin::to, Proportion{});
    fields.field("images", &ConfidenceBin::images);
    fields.field("confidence", &ConfidenceBin::confidence, Proportion{});
    fields.field("class", &ConfidenceBin::class_right, Proportion{});
  }
};

/// A picture without a right answer.
struct ErrorRecord {
  std::size_t image = 0;   ///< in the data
  std::size_t element = 0; ///< that turned it, in all
  std::size_t turn = 0;    ///< that turned it for the evaluation
  std::size_t class_index = 0;
  AnswerRecord answer{};
  double true_class_probability = 0;
  std::vector<std::uint32_t> pixels{}; ///< as it was turned
  std::vector<double> input{};         ///< its numbers, where it is no picture; else empty

  static void describe(auto& fields) {
    fields.field("image", &ErrorRecord::image);
    fields.field("element", &ErrorRecord::element, ElementName{});
    fields.file("label", &ErrorRecord::element, ElementLabel{});
    fields.file("turned_by", &ErrorRecord::turn, ElementName{});
    fields.field("class", &ErrorRecord::class_index, ClassName{});
    fields.inlined(&ErrorRecord::answer);
    fields.field("true_class_probability", &ErrorRecord::true_class_probability, Proportion{});
    fields.page("pixels", &ErrorRecord::pixels, Pixels{});
    fields.page("input", &ErrorRecord::input, InputNumbers{});
  }
};

/// Which errors were made on the randomly turned images. A picture with several best answers counts
/// with its share in each place.
struct ErrorsRecord {
  std::vector<std::vector<double>> confusion{}; ///< [true class][answered class], pictures

  /// [class][k]: pictures of the class, rightly named, whose answered turn was g k, not g.
  std::vector<std::vector<double>> turns_off{};
  std::vector<ConfidenceBin> by_confidence{};
  std::vector<ErrorRecord> worst{}; ///< the surest first

  static void describe(auto& fields) {
    fields.field("confusion",
                 &ErrorsRecord::confusion,
                 NumberTable{Axis::classes, Axis::classes, Cells::pictures});
    fields.field("turns_off",
                 &ErrorsRecord::turns_off,
                 NumberTable{Axis::classes, Axis::elements, Cells::pictures});
    fields.field("by_confidence", &ErrorsRecord::by_confidence);
    fields.field("worst", &ErrorsRecord::worst);
  }
};

/// What `NAME evaluate` found of labels.
struct EvaluationRecord {
  Subject subject{};
  std::size_t images = 0;
  std::optional<std::size_t> shift{}; ///< how many pixels each image was moved at most
  RandomTurnRecord random_turn{};
  std::vector<CopyAccuracy> copies{};
  ErrorsRecord errors{};
  double images_per_second = 0;
  std::size_t not_finite = 0; ///< answers to turned images that are no numbers

  /// Whether every turned copy of the test images has the same accuracy.
  [[nodiscard]] bool same_on_all_copies() const {
    return std::all_of(copies.begin(), copies.end(), [this](CopyAccuracy const& copy) {
      Accuracy const& first = copies.front().accuracy;
      bool const unknown = std::isnan(copy.accuracy.joint) && std::isnan(first.joint);
      return copy.accuracy.class_alone == first.class_alone &&
             (unknown || copy.accuracy.joint == first.joint);
    });
  }

  static void describe(auto& fields) {
    fields.inlined(&EvaluationRecord::subject);
    fields.field("images", &EvaluationRecord::images);
    fields.page("shift",
                &EvaluationRecord::shift,
                Refused{"an evaluation of moved images", "one without --shift"});
    fields.field("random_turn", &EvaluationRecord::random_turn);
    fields.field("copies", &EvaluationRecord::copies, Late{});
    fields.derived("same_on_all_copies", &EvaluationRecord::same_on_all_copies);
    fields.field("errors", &EvaluationRecord::errors);
    fields.field("images_per_second", &EvaluationRecord::images_per_second, Late{});
    fields.field("not_finite", &EvaluationRecord::not_finite, Late{});
  }
};

} // namespace equivarify::runtime

#endif
