/// \file
/// Where a network is wrong: which classes and turns it takes for which, how sure it is of that.
#ifndef EQUIVARIFY_RUNTIME_EVALUATION_ERROR_ANALYSIS_HPP
#define EQUIVARIFY_RUNTIME_EVALUATION_ERROR_ANALYSIS_HPP

#include "equivarify/runtime/answers/answers.hpp"
#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/network/network.hpp"
#include "equivarify/runtime/records/evaluation_record.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::runtime {

/// One picture, what it shows, and what was answered.
struct Case {
  std::size_t image = 0;   ///< in the data set
  std::size_t turn = 0;    ///< the element that turned it for the evaluation
  std::size_t element = 0; ///< g, in all; the turn itself if it was upright before
  bool pose_known = true;  ///< whether there is such an element
  std::size_t true_class = 0;
  Answer answer;
};

/// The share of the answers of \p one that satisfy \p is_right(label); 0 without an answer.
template <typename Predicate>
[[nodiscard]] double share_of_answers(Case const& one, Predicate const& is_right) {
  std::size_t right = 0;
  for (Label const& label : one.answer.best) {
    right += is_right(label) ? 1U : 0U;
  }
  return one.answer.best.empty()
             ? 0.0
             : static_cast<double>(right) / static_cast<double>(one.answer.best.size());
}

/// The share of the best classes of \p one that are the true one; 0 without an answer.
[[nodiscard]] double right_class_share(Case const& one);

/// The share of the answers (h, d) to \p one, of class c turned by g, that are right up to
/// symmetry: d = c, and g^-1 h is a symmetry of c. Where g is not known, d = c alone.
[[nodiscard]] double up_to_symmetry_share(Description const& description, Case const& one);

/// A picture without a right answer.
struct WorstError {
  Case error;
  std::vector<std::uint8_t> pixels; ///< of the picture as it was turned
  std::vector<float> input{};       ///< its numbers, where pixels cannot show it
};

/// All about the errors on one data set. A picture with several best answers counts with its share
/// in each place, so that nothing depends on the order of the answers.
struct ErrorAnalysis {
  std::vector<std::vector<double>> confusion; ///< [true class][answered class], pictures

  /// [class][k]: pictures of the class, rightly named, whose answered turn was g k, not g.
  std::vector<std::vector<double>> turns_off;
  std::vector<ConfidenceBin> by_confidence;
  std::vector<WorstError> worst; ///< the likeliest wrong answers, likeliest first
};

/// Gathers an ErrorAnalysis, one picture at a time.
class ErrorCollector {
public:
  /// The number of worst errors that are kept.
  static constexpr std::size_t kept = 12;

  /// \p description must outlive this.
  explicit ErrorCollector(Description const& description);

  /// Takes in one picture and its answer.
  void add(Case const& one);

  /// What has been gathered; \p data holds the pictures.
  [[nodiscard]] ErrorAnalysis result(Dataset const& data) const;

private:
  void add_confidence(Case const& one);
  void keep_if_bad(Case const& one);

  Description const& description_;
  ErrorAnalysis sums_;       ///< bins hold sums in place of means
  std::vector<Case> errors_; ///< the worst so far
};

} // namespace equivarify::runtime

#endif
