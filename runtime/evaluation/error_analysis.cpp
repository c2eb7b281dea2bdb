#include "equivarify/runtime/evaluation/error_analysis.hpp"

#include "equivarify/runtime/evaluation/input_action.hpp"

#include <algorithm>
#include <array>

namespace equivarify::runtime {

namespace {

/// Where the bins of confidence end: finer towards 1, where a trained network mostly is.
constexpr std::array<double, 8> bin_ends{0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 1.0};

/// How sure the network was of its answer.
double certainty(Case const& one) {
  return one.answer.class_probability * one.answer.pose_probability;
}

/// Surer first; equally sure ones in the order of the data.
bool is_worse(Case const& one, Case const& other) {
  return certainty(one) != certainty(other) ? certainty(one) > certainty(other)
                                            : one.image < other.image;
}

std::vector<float>
turned_input(Description const& description, Dataset const& data, Case const& one) {
  std::vector<float> image(data.input_size());
  data.input(one.image, image);
  std::vector<float> turned(image.size());
  move_input(description, one.turn, image, turned);
  return turned;
}

} // namespace

double right_class_share(Case const& one) {
  std::vector<std::size_t> const& classes = one.answer.classes;
  bool const right = std::find(classes.begin(), classes.end(), one.true_class) != classes.end();
  return right ? 1.0 / static_cast<double>(classes.size()) : 0.0;
}

double up_to_symmetry_share(Description const& description, Case const& one) {
  std::size_t const back = description.inverse[one.element];
  return share_of_answers(one, [&](Label const& label) {
    return label.class_index == one.true_class &&
           (!one.pose_known ||
            description.symmetries[one.true_class][description.times(back, label.element)]);
  });
}

ErrorCollector::ErrorCollector(Description const& description) : description_(description) {
  sums_.confusion.assign(description.classes, std::vector<double>(description.classes));
  sums_.turns_off.assign(description.classes, std::vector<double>(description.order));
  double from = 0;
  for (double const to : bin_ends) {
    sums_.by_confidence.push_back({.from = from, .to = to});
    from = to;
  }
}

void ErrorCollector::add(Case const& one) {
  std::size_t const back = description_.inverse[one.element];
  for (std::size_t const answered : one.answer.classes) {
    sums_.confusion[one.true_class][answered] +=
        1.0 / static_cast<double>(one.answer.classes.size());
  }
  for (Label const& label : one.answer.best) {
    if (label.class_index == one.true_class && one.pose_known) {
      std::size_t const off = description_.times(back, label.element);
      sums_.turns_off[one.true_class][off] += 1.0 / static_cast<double>(one.answer.best.size());
    }
  }
  add_confidence(one);
  keep_if_bad(one);
}

void ErrorCollector::add_confidence(Case const& one) {
  auto const bin = std::find_if(
      sums_.by_confidence.begin(), sums_.by_confidence.end() - 1, [&](ConfidenceBin const& entry) {
        return one.answer.class_probability < entry.to;
      });
  bin->images += 1;
  bin->confidence += one.answer.class_probability;
  bin->class_right += right_class_share(one);
}

void ErrorCollector::keep_if_bad(Case const& one) {
  if (up_to_symmetry_share(description_, one) > 0) {
    return;
  }
  errors_.insert(std::upper_bound(errors_.begin(), errors_.end(), one, is_worse), one);
  if (errors_.size() > kept) {
    errors_.pop_back();
  }
}

ErrorAnalysis ErrorCollector::result(Dataset const& data) const {
  ErrorAnalysis analysis = sums_;
  for (ConfidenceBin& bin : analysis.by_confidence) {
    double const images = static_cast<double>(std::max<std::size_t>(bin.images, 1));
    bin.confidence /= images;
    bin.class_right /= images;
  }
  for (Case const& error : errors_) {
    std::vector<float> const input = turned_input(description_, data, error);
    analysis.worst.push_back({error, as_pixels(input), without_picture(description_, input)});
  }
  return analysis;
}

} // namespace equivarify::runtime
