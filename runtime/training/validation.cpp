#include "equivarify/runtime/training/validation.hpp"

#include "equivarify/runtime/answers/answers.hpp"
#include "equivarify/runtime/answers/losses.hpp"
#include "equivarify/runtime/base/range.hpp"
#include "equivarify/runtime/training/picture_exchange.hpp"

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
  explicit Judge(Description const& network)
      : network_(network), of_outputs_(network_.outputs.size()), gradient_(network_.output_size()) {
  }

  /// Takes in what comes out for a picture whose label is \p label.
  void add_labels(std::uint32_t label, std::span<float const> logits) {
    pictures_ += 1;
    std::size_t const classes = network_.classes;
    std::size_t const right_class = label % classes;
    loss_ +=
        class_weight(network_.class_weights, right_class) * loss(logits, classes, label, gradient_);
    std::vector<std::size_t> const best =
        best_answers(logits, classes, tie_slack(logits, network_.is_exact)).classes;
    bool const is_right = std::find(best.begin(), best.end(), right_class) != best.end();
    right_ += is_right ? 1.0 / static_cast<double>(best.size()) : 0.0;
    classes_ += 1;
  }

  /// Takes in what comes out for a picture whose targets are \p targets.
  void add_outputs(std::span<float const> targets, std::span<float const> answers) {
    pictures_ += 1;
    for (std::size_t i = 0; i < network_.outputs.size(); ++i) {
      OutputFacts const& output = network_.outputs[i];
      std::size_t const size = output.target_size();
      double const loss = add_output(output, answers.first(output.size), targets.first(size));
      loss_ += output.weight * loss;
      of_outputs_[i] += loss;
      answers = answers.subspan(output.size);
      targets = targets.subspan(size);
    }
  }

  [[nodiscard]] ValidationRecord record() const {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    ValidationRecord record{loss_ / static_cast<double>(pictures_),
                            classes_ == 0 ? none : right_ / static_cast<double>(classes_),
                            of_outputs_};
    for (double& loss : record.outputs) {
      loss /= static_cast<double>(pictures_);
    }
    return record;
  }

private:
  /// Takes in which classes are right; the loss.
  double add_output(OutputFacts const& output,
                    std::span<float const> answers,
                    std::span<float const> targets) {
    std::span<float> const slopes = std::span(gradient_).first(answers.size());
    double const loss = output_loss(output.loss, answers, targets, slopes, output.class_weights);
    if (!output.has_class_targets()) {
      return loss;
    }
    for (std::size_t cell = 0; cell < targets.size(); ++cell) {
      auto const target = static_cast<std::size_t>(targets[cell]);
      right_ += right_share(answers.subspan(cell), targets.size(), target);
      classes_ += 1;
    }
    return loss;
  }

  Description const& network_;
  std::size_t pictures_ = 0;
  std::size_t classes_ = 0;
  double loss_ = 0;
  double right_ = 0;
  std::vector<double> of_outputs_; ///< their losses
  std::vector<float> gradient_;    ///< which nobody asks for
};

/// The ranks' work on pictures that follow one another.
class SharedValidation {
public:
  SharedValidation(Network& network, Dataset const& data, Team& team)
      : network_(network), data_(data), team_(team), exchange_(team, network.description()) {}

  /// Evaluates the pictures \p rows, each on one rank, and tells \p judge of all of them in order.
  void add(std::span<std::uint32_t const> rows, Judge& judge) {
    RowsOfRanks parts;
    for (std::size_t rank = 0; rank < team_.size(); ++rank) {
      Range const part = part_of(rows.size(), team_.size(), rank);
      parts.push_back(rows.subspan(part.first, part.size()));
    }
    load(exchange_.fetch(data_, parts));
    network_.forward(images_, answers_);
    Description const& network = network_.description();
    std::size_t const numbers = network.output_size();
    std::size_t const size = data_.target_size();
    std::vector<float> const answers = of_all(answers_, numbers, parts);
    std::vector<std::uint32_t> const labels =
        of_all(labels_, network.outputs.empty() ? 1 : 0, parts);
    std::vector<float> const targets = of_all(targets_, size, parts);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::span<float const> const answer = std::span(answers).subspan(i * numbers, numbers);
      if (network.outputs.empty()) {
        judge.add_labels(labels[i], answer);
      } else {
        judge.add_outputs(std::span(targets).subspan(i * size, size), answer);
      }
    }
  }

private:
  void load(Selection const& pictures) {
    Description const& network = network_.description();
    std::size_t const size = data_.input_size();
    std::size_t const targets = data_.target_size();
    images_.resize(pictures.size() * size);
    answers_.resize(pictures.size() * network.output_size());
    labels_.clear();
    targets_.resize(pictures.size() * targets);
    for (std::size_t i = 0; i < pictures.size(); ++i) {
      std::size_t const row = pictures.rows[i];
      pictures.data->input(row, std::span(images_).subspan(i * size, size));
      if (network.outputs.empty()) {
        labels_.push_back(label_of(network, *pictures.data, row));
      } else {
        pictures.data->target(row, std::span(targets_).subspan(i * targets, targets));
      }
    }
  }

  /// \p each numbers for each picture, \p mine for those of this rank, for all of \p parts.
  template <typename T>
  std::vector<T> of_all(std::vector<T> const& mine, std::size_t each, RowsOfRanks const& parts) {
    std::vector<std::size_t> counts;
    std::size_t pictures = 0;
    for (std::span<std::uint32_t const> const part : parts) {
      counts.push_back(part.size() * each);
      pictures += part.size();
    }
    std::vector<T> all(pictures * each);
    if (each != 0) {
      team_.gather(std::span<T const>(mine), counts, std::span(all));
    }
    return all;
  }

  Network& network_;
  Dataset const& data_;
  Team& team_;
  PictureExchange exchange_;
  std::vector<float> images_; ///< of this rank, and what is to be known of them
  std::vector<float> answers_;
  std::vector<std::uint32_t> labels_;
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
  Judge judge(network.description());
  SharedValidation shared(network, *selection.data, team);
  std::span<std::uint32_t const> rows = selection.rows;
  team.begin_sharing();
  while (!rows.empty()) {
    std::size_t const count = std::min(batch * team.size(), rows.size());
    shared.add(rows.first(count), judge);
    rows = rows.subspan(count);
  }
  team.end_sharing();
  return judge.record();
}

} // namespace equivarify::runtime
