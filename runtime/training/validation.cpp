#include "equivarify/runtime/training/validation.hpp"

#include "equivarify/runtime/answers/answers.hpp"
#include "equivarify/runtime/answers/losses.hpp"
#include "equivarify/runtime/ranks/lane_tree.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <vector>

namespace equivarify::runtime {

namespace {

/// The share of the largest of the entries 0, \p step, 2 \p step, ... of \p answers that has the
/// number \p target.
double right_share(std::span<float const> answers, std::size_t step, std::size_t target) {
  float largest = answers.front();
  for (std::size_t i = 0; i < answers.size(); i += step) {
    largest = std::max(largest, answers[i]);
  }
  std::size_t best = 0;
  for (std::size_t i = 0; i < answers.size(); i += step) {
    best += answers[i] == largest ? 1U : 0U;
  }
  return answers[target * step] == largest ? 1.0 / static_cast<double>(best) : 0.0;
}

/// Sums what is said of single pictures.
class Judge {
public:
  Judge(Network& network, Dataset const& data)
      : network_(network.description()), data_(data), gradient_(network_.output_size()),
        targets_(data.target_size()) {}

  /// Takes in picture \p row and what comes out for it.
  void add(std::size_t row, std::span<float const> answers) {
    pictures_ += 1;
    if (network_.outputs.empty()) {
      add_labels(row, answers);
    } else {
      add_outputs(row, answers);
    }
  }

  [[nodiscard]] ValidationRecord record() const {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    return {loss_ / static_cast<double>(pictures_),
            classes_ == 0 ? none : right_ / static_cast<double>(classes_)};
  }

private:
  void add_labels(std::size_t row, std::span<float const> logits) {
    std::size_t const classes = network_.classes;
    loss_ += class_weight(network_.class_weights, data_.classes[row]) *
             loss(logits, classes, label_of(network_, data_, row), gradient_);
    std::vector<std::size_t> const best =
        best_answers(logits, classes, tie_slack(logits, network_.is_exact)).classes;
    bool const is_right = std::find(best.begin(), best.end(), data_.classes[row]) != best.end();
    right_ += is_right ? 1.0 / static_cast<double>(best.size()) : 0.0;
    classes_ += 1;
  }

  void add_outputs(std::size_t row, std::span<float const> answers) {
    data_.target(row, targets_);
    std::span<float const> targets = targets_;
    for (OutputFacts const& output : network_.outputs) {
      std::size_t const size = output.target_size();
      add_output(output, answers.first(output.size), targets.first(size));
      answers = answers.subspan(output.size);
      targets = targets.subspan(size);
    }
  }

  void add_output(OutputFacts const& output,
                  std::span<float const> answers,
                  std::span<float const> targets) {
    std::span<float> const slopes = std::span(gradient_).first(answers.size());
    loss_ +=
        output.weight * output_loss(output.loss, answers, targets, slopes, output.class_weights);
    if (!output.has_class_targets()) {
      return;
    }
    for (std::size_t cell = 0; cell < targets.size(); ++cell) {
      auto const target = static_cast<std::size_t>(targets[cell]);
      right_ += right_share(answers.subspan(cell), targets.size(), target);
      classes_ += 1;
    }
  }

  Description const& network_;
  Dataset const& data_;
  std::size_t pictures_ = 0;
  std::size_t classes_ = 0;
  double loss_ = 0;
  double right_ = 0;
  std::vector<float> gradient_; ///< which nobody asks for
  std::vector<float> targets_;
};

} // namespace

std::uint32_t label_of(Description const& network, Dataset const& data, std::size_t row) {
  std::size_t first = 0; // of the labels (e, c), since e is element 0
  switch (network.training.pose) {
  case Pose::upright:
    break;
  case Pose::given:
    first = data.poses[row] * network.classes;
    break;
  case Pose::unknown:
    first = network.labels();
    break;
  }
  return static_cast<std::uint32_t>(first + data.classes[row]);
}

ValidationRecord validate(Network& network, Selection const& selection, Team& team) {
  constexpr std::size_t batch = 64; // of each rank
  Dataset const& data = *selection.data;
  std::size_t const size = data.input_size();
  std::size_t const numbers = network.description().output_size();
  Judge judge(network, data);
  std::vector<float> images;
  std::vector<float> answers;
  std::vector<float> all_answers;
  std::size_t const step = batch * team.size();
  team.begin_sharing();
  for (std::size_t begin = 0; begin < selection.size(); begin += step) {
    std::size_t const count = std::min(step, selection.size() - begin);
    Range const here = part_of(count, team.size(), team.rank());
    images.resize(here.size() * size);
    answers.resize(here.size() * numbers);
    for (std::size_t i = 0; i < here.size(); ++i) {
      data.input(selection.rows[begin + here.first + i], std::span(images).subspan(i * size, size));
    }
    network.forward(images, answers);
    std::vector<std::size_t> counts;
    for (std::size_t rank = 0; rank < team.size(); ++rank) {
      counts.push_back(part_of(count, team.size(), rank).size() * numbers);
    }
    all_answers.resize(count * numbers);
    team.gather(std::span<float const>(answers), counts, std::span(all_answers));
    for (std::size_t i = 0; i < count; ++i) {
      judge.add(selection.rows[begin + i], std::span(all_answers).subspan(i * numbers, numbers));
    }
  }
  team.end_sharing();
  return judge.record();
}

} // namespace equivarify::runtime
