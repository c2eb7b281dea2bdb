#include "equivarify/runtime/evaluation/output_evaluation.hpp"

#include "equivarify/runtime/answers/answers.hpp"
#include "equivarify/runtime/answers/losses.hpp"
#include "equivarify/runtime/evaluation/output_answers.hpp"
#include "equivarify/runtime/evaluation/output_examples.hpp"
#include "equivarify/runtime/evaluation/turned_images.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <span>

namespace equivarify::runtime {

namespace {

/// The confusions of more classes, such as the cells of a plane, are no table for people.
constexpr std::size_t most_confusable = 100;

/// Sums what one output is worth, image by image.
class OutputScorer {
public:
  OutputScorer(OutputFacts const& output, bool is_exact)
      : output_(output), is_exact_(is_exact), slopes_(output.size) {
    if (output.has_class_targets() && output.classes <= most_confusable) {
      score_.confusion.assign(output.classes, std::vector<double>(output.classes));
    }
  }

  /// Takes in the \p values of one image and what they should be; its loss, weighted.
  double add(std::span<float const> values, std::span<float const> targets) {
    double const loss = output_loss(output_.loss, values, targets, slopes_, output_.class_weights);
    score_.loss += loss;
    switch (output_.loss) {
    case Loss::cross_entropy:
      add_class(values, targets.front());
      break;
    case Loss::cross_entropy_per_cell:
      for (std::size_t cell = 0; cell < output_.cells; ++cell) {
        add_class(in_cell(output_, values, cell), targets[cell]);
      }
      break;
    case Loss::mean_squared_error:
    case Loss::huber:
      add_errors(values, targets);
      break;
    case Loss::binary_cross_entropy:
      add_sides(values, targets);
      break;
    }
    return output_.weight * loss;
  }

  /// The score of \p images images.
  [[nodiscard]] OutputScore score(std::size_t images) const {
    OutputScore result = score_;
    result.loss /= static_cast<double>(images);
    double const mean = sum_ / static_cast<double>(count_);
    bool const is_error = output_.loss == Loss::mean_squared_error || output_.loss == Loss::huber;
    (is_error ? result.mean_absolute_error : result.accuracy) = mean;
    return result;
  }

private:
  void add_class(std::span<float const> logits, float target) {
    auto const wanted = static_cast<std::size_t>(target);
    std::vector<std::size_t> const best = best_entries(logits, tie_slack(logits, is_exact_)).best;
    count_ += 1;
    for (std::size_t const answered : best) {
      double const share = 1.0 / static_cast<double>(best.size());
      if (!score_.confusion.empty()) {
        score_.confusion[wanted][answered] += share;
      }
      sum_ += answered == wanted ? share : 0.0;
    }
  }

  void add_errors(std::span<float const> values, std::span<float const> targets) {
    count_ += values.size();
    for (std::size_t i = 0; i < values.size(); ++i) {
      sum_ += std::abs(static_cast<double>(values[i]) - static_cast<double>(targets[i]));
    }
  }

  void add_sides(std::span<float const> values, std::span<float const> targets) {
    count_ += values.size();
    for (std::size_t i = 0; i < values.size(); ++i) {
      bool const is_right = (values[i] > 0.0F) == (targets[i] > 0.5F);
      sum_ += values[i] == 0.0F ? 0.5 : (is_right ? 1.0 : 0.0);
    }
  }

  OutputFacts const& output_;
  bool is_exact_;
  std::vector<float> slopes_;
  OutputScore score_;
  double sum_ = 0; ///< of shares or errors
  std::size_t count_ = 0;
};

/// Gives each of \p scorers its part of one image's \p answers and \p targets; the image's loss.
double add_image(Description const& description,
                 std::span<float const> answers,
                 std::span<float const> targets,
                 std::vector<OutputScorer>& scorers) {
  double loss = 0;
  for (std::size_t i = 0; i < scorers.size(); ++i) {
    OutputFacts const& output = description.outputs[i];
    loss += scorers[i].add(answers.first(output.size), targets.first(output.target_size()));
    answers = answers.subspan(output.size);
    targets = targets.subspan(output.target_size());
  }
  return loss;
}

} // namespace

OutputEvaluation evaluate_outputs(Network& network, Dataset const& data, Watcher const& watcher) {
  Description const& description = network.description();
  std::size_t const size = description.output_size();
  auto const start = std::chrono::steady_clock::now();
  std::vector<OutputScorer> scorers;
  for (OutputFacts const& output : description.outputs) {
    scorers.emplace_back(output, description.is_exact);
  }
  OutputEvaluation result{.images = data.size(), .outputs = {}};
  std::vector<float> targets(data.target_size());
  OutputExamples examples(description);
  TurnedImages images(network, data);
  for (std::size_t begin = 0; begin < data.size(); begin += TurnedImages::batch) {
    std::span<float const> const answers = images.answers(begin, 0);
    for (std::size_t n = 0; n * size < answers.size(); ++n) {
      std::span<float const> const values = answers.subspan(n * size, size);
      data.target(begin + n, targets);
      result.not_finite.add(values, begin + n, 0);
      examples.add(begin + n, add_image(description, values, targets, scorers), values, targets);
    }
    if (watcher) {
      watcher(std::min(begin + TurnedImages::batch, data.size()), data.size());
    }
  }
  std::chrono::duration<double> const time = std::chrono::steady_clock::now() - start;
  for (std::size_t i = 0; i < scorers.size(); ++i) {
    result.outputs.push_back(scorers[i].score(data.size()));
    result.loss += description.outputs[i].weight * result.outputs.back().loss;
  }
  result.examples = examples.first_ones(data);
  result.worst = examples.worst_ones(data);
  result.images_per_second = static_cast<double>(data.size()) / time.count();
  return result;
}

} // namespace equivarify::runtime
