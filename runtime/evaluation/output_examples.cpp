#include "equivarify/runtime/evaluation/output_examples.hpp"

#include "equivarify/runtime/answers/answers.hpp"

#include <algorithm>
#include <utility>

namespace equivarify::runtime {

void OutputExamples::add(std::size_t image,
                         double loss,
                         std::span<float const> values,
                         std::span<float const> targets) {
  auto const kept = [&] {
    return Kept{image, loss, {values.begin(), values.end()}, {targets.begin(), targets.end()}};
  };
  if (first_.size() < most) {
    first_.push_back(kept());
  }
  bool const is_among_worst = worst_.size() < most || loss > worst_.back().loss;
  if (loss > 0 && is_among_worst) { // what is not a number is no loss
    auto const place = std::find_if(
        worst_.begin(), worst_.end(), [&](Kept const& other) { return loss > other.loss; });
    worst_.insert(place, kept());
    worst_.resize(std::min(worst_.size(), most), Kept{});
  }
}

std::vector<OutputExample> OutputExamples::first_ones(Dataset const& data) const {
  return shown(first_, data);
}

std::vector<OutputExample> OutputExamples::worst_ones(Dataset const& data) const {
  return shown(worst_, data);
}

std::vector<OutputExample> OutputExamples::shown(std::vector<Kept> const& kept,
                                                 Dataset const& data) const {
  std::vector<OutputExample> examples;
  for (Kept const& one : kept) {
    OutputExample& example = examples.emplace_back();
    example.image = one.image;
    example.loss = one.loss;
    example.input.resize(data.input_size());
    data.input(one.image, example.input);
    std::span<float const> values = one.values;
    std::span<float const> targets = one.targets;
    for (OutputFacts const& output : description_.outputs) {
      std::span<float const> const own = values.first(output.size);
      example.answers.push_back(answer_of(output, own, tie_slack(own, description_.is_exact)));
      auto const target = targets.first(output.target_size());
      example.targets.emplace_back(target.begin(), target.end());
      values = values.subspan(output.size);
      targets = targets.subspan(output.target_size());
    }
  }
  return examples;
}

} // namespace equivarify::runtime
