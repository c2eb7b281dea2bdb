/// \file
/// What a network answered, and where it was wrong, as the report reads it back.
#ifndef EQUIVARIFY_CODEGEN_REPORT_ANSWER_RECORD_HPP
#define EQUIVARIFY_CODEGEN_REPORT_ANSWER_RECORD_HPP

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// An element of the group and a class, as places in the lists of the network.
struct LabelRecord {
  std::size_t element = 0;
  std::size_t class_index = 0;
};

/// All best answers for one picture; none where the outputs were no numbers.
struct AnswerRecord {
  std::vector<LabelRecord> best;
  double class_probability = 0.0; ///< of each class among them
  double pose_probability = 0.0;  ///< of each element, given the class
};

/// The pictures whose class had a probability from `from` to below `to`.
struct ConfidenceRecord {
  double from = 0.0;
  double to = 0.0;
  std::size_t images = 0;
  double confidence = 0.0;  ///< the mean probability
  double class_right = 0.0; ///< the share whose class was right
};

/// A picture without a right answer.
struct ErrorRecord {
  std::size_t image = 0; ///< in the data
  LabelRecord truth;
  AnswerRecord answer;
  double true_class_probability = 0.0;
  std::vector<unsigned> pixels; ///< as it was turned
};

/// Which errors were made on the test images, each turned at random. A picture with several best
/// answers counts with its share in each place.
struct ErrorsRecord {
  std::vector<std::vector<double>> confusion; ///< [true class][answered class], pictures
  std::vector<std::vector<double>> turns_off; ///< [class][k]: answered at g k, turned by g
  std::vector<ConfidenceRecord> by_confidence;
  std::vector<ErrorRecord> worst; ///< the surest first
};

} // namespace equivarify::codegen

#endif
