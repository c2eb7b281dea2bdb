#include "equivarify/runtime/evaluation.hpp"

#include "equivarify/runtime/random.hpp"
#include "equivarify/runtime/turned_images.hpp"

#include <algorithm>
#include <chrono>
#include <span>

namespace equivarify::runtime {

namespace {

/// Counts right answers.
class Score {
public:
  explicit Score(Description const& description) : description_(description) {}

  /// Takes in that \p answer = h * classes + d was given for an image of \p true_class turned by \p
  /// g.
  void add(std::size_t answer, std::size_t g, std::size_t true_class) {
    std::size_t const h = answer / description_.classes;
    bool const right_class = answer % description_.classes == true_class;
    std::size_t const off = description_.product[description_.inverse[g]][h];
    images_ += 1;
    if (right_class) {
      class_alone_ += 1;
      joint_ += h == g ? 1U : 0U;
      up_to_symmetry_ += description_.symmetries[true_class][off] ? 1U : 0U;
    }
  }

  [[nodiscard]] Accuracy accuracy() const {
    auto const share = [this](std::size_t count) {
      return static_cast<double>(count) / static_cast<double>(images_);
    };
    return {share(joint_), share(class_alone_), share(up_to_symmetry_)};
  }

private:
  Description const& description_;
  std::size_t images_ = 0;
  std::size_t joint_ = 0;
  std::size_t class_alone_ = 0;
  std::size_t up_to_symmetry_ = 0;
};

std::size_t place_of_largest(std::span<float const> values) {
  return static_cast<std::size_t>(std::max_element(values.begin(), values.end()) - values.begin());
}

std::vector<std::size_t> random_elements(std::size_t count, std::size_t order, std::uint64_t seed) {
  Random random(seed);
  std::vector<std::size_t> elements(count);
  std::generate(elements.begin(), elements.end(), [&] { return random.below(order); });
  return elements;
}

/// The scores of one evaluation: with each image turned at random, and with all turned alike.
struct Scores {
  explicit Scores(Description const& description)
      : random_turn(description), copies(description.order, Score(description)) {}

  void add(std::size_t answer, std::size_t g, std::size_t true_class, bool chosen) {
    copies[g].add(answer, g, true_class);
    if (chosen) {
      random_turn.add(answer, g, true_class);
    }
  }

  [[nodiscard]] std::vector<Accuracy> copy_accuracies() const {
    std::vector<Accuracy> accuracies;
    for (Score const& score : copies) {
      accuracies.push_back(score.accuracy());
    }
    return accuracies;
  }

  Score random_turn;
  std::vector<Score> copies;
};

} // namespace

Evaluation
evaluate(Network& network, Dataset const& data, std::uint64_t seed, Watcher const& watcher) {
  Description const& description = network.description();
  std::size_t const labels = description.labels();
  auto const start = std::chrono::steady_clock::now();
  std::vector<std::size_t> const turns = random_elements(data.size(), description.order, seed);
  Scores scores(description);
  TurnedImages images(network, data);
  auto const take_in = [&](std::size_t begin, std::size_t g) {
    std::span<float const> const logits = images.logits(begin, g);
    for (std::size_t i = 0; i * labels < logits.size(); ++i) {
      std::size_t const answer = place_of_largest(logits.subspan(i * labels, labels));
      scores.add(answer, g, data.classes[begin + i], turns[begin + i] == g);
    }
  };
  for (std::size_t begin = 0; begin < data.size(); begin += TurnedImages::batch) {
    for (std::size_t g = 0; g < description.order; ++g) {
      take_in(begin, g);
    }
    if (watcher) {
      watcher(std::min(begin + TurnedImages::batch, data.size()), data.size());
    }
  }
  std::chrono::duration<double> const time = std::chrono::steady_clock::now() - start;
  return {.images = data.size(),
          .seed = seed,
          .random_turn = scores.random_turn.accuracy(),
          .copies = scores.copy_accuracies(),
          .images_per_second = static_cast<double>(data.size() * description.order) / time.count()};
}

} // namespace equivarify::runtime
