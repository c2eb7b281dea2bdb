#include "equivarify/runtime/evaluation/evaluation.hpp"

#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/evaluation/tried_elements.hpp"
#include "equivarify/runtime/evaluation/turned_images.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <span>
#include <utility>

namespace equivarify::runtime {

namespace {

/// Sums the shares of right answers.
class Score {
public:
  explicit Score(Description const& description) : description_(description) {}

  /// Takes in one picture, and the likeliest poses \p told if its class is told.
  void add(Case const& one, std::vector<std::size_t> const& told) {
    images_ += 1;
    sums_.class_alone += right_class_share(one);
    if (!one.pose_known) {
      constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
      sums_ = {unknown, sums_.class_alone, unknown, unknown};
      return;
    }
    sums_.joint += share_of_answers(one, [&](Label const& label) {
      return label == Label{.element = one.element, .class_index = one.true_class};
    });
    bool const among_them = std::find(told.begin(), told.end(), one.element) != told.end();
    sums_.pose += among_them ? 1.0 / static_cast<double>(told.size()) : 0.0;
    sums_.joint_up_to_symmetry += up_to_symmetry_share(description_, one);
  }

  [[nodiscard]] Accuracy accuracy() const {
    auto const images = static_cast<double>(images_);
    return {sums_.joint / images,
            sums_.class_alone / images,
            sums_.pose / images,
            sums_.joint_up_to_symmetry / images};
  }

private:
  Description const& description_;
  std::size_t images_ = 0;
  Accuracy sums_;
};

/// The places of \p count elements among \p tried ones, at random.
std::vector<std::size_t> random_places(std::size_t count, std::size_t tried, std::uint64_t seed) {
  Random random(seed);
  std::vector<std::size_t> places(count);
  std::generate(places.begin(), places.end(), [&] { return random.below(tried); });
  return places;
}

/// Image number \p image turned by \p g, still without an answer.
Case case_of(Description const& description,
             Dataset const& data,
             std::size_t image,
             std::size_t g) {
  Case one{.image = image,
           .turn = g,
           .element = g,
           .pose_known = description.training.pose != Pose::unknown,
           .true_class = data.classes[image],
           .answer = {}};
  if (description.training.pose == Pose::given) {
    one.element = description.times(g, data.poses[image]);
  }
  return one;
}

/// The scores of one evaluation: with each image turned at random, and with all turned alike.
class Scores {
public:
  Scores(Description const& description, std::size_t tried)
      : description_(description), random_turn_(description), errors_(description),
        copies_(tried, Score(description)) {}

  /// Takes in the picture \p one, still without its answer, by its \p logits; it is turned by the
  /// element at \p place of those that are tried, and \p chosen says whether that is its random
  /// one.
  void add(std::span<float const> logits, Case one, std::size_t place, bool chosen) {
    std::size_t const classes = description_.classes;
    float const slack = tie_slack(logits, description_.is_exact);
    one.answer = best_answers(logits, classes, slack);
    std::vector<std::size_t> const told = likeliest_poses(logits, classes, one.true_class, slack);
    copies_[place].add(one, told);
    if (chosen) {
      random_turn_.add(one, told);
      errors_.add(one);
    }
  }

  [[nodiscard]] Accuracy random_turn() const { return random_turn_.accuracy(); }

  [[nodiscard]] ErrorAnalysis errors(Dataset const& data) const { return errors_.result(data); }

  [[nodiscard]] std::vector<Accuracy> copies() const {
    std::vector<Accuracy> accuracies;
    for (Score const& score : copies_) {
      accuracies.push_back(score.accuracy());
    }
    return accuracies;
  }

private:
  Description const& description_;
  Score random_turn_;
  ErrorCollector errors_;
  std::vector<Score> copies_;
};

} // namespace

Evaluation evaluate(Network& network,
                    Dataset const& data,
                    std::uint64_t seed,
                    std::vector<std::size_t> elements,
                    Watcher const& watcher) {
  Description const& description = network.description();
  std::size_t const labels = description.labels();
  auto const start = std::chrono::steady_clock::now();
  if (elements.empty()) {
    elements = tried_elements(description.order, description.order, seed);
  }
  std::vector<std::size_t> const turns = random_places(data.size(), elements.size(), seed);
  Scores scores(description, elements.size());
  NotFinite not_finite;
  TurnedImages images(network, data);
  auto const take_in = [&](std::size_t begin, std::size_t place) {
    std::span<float const> const logits = images.answers(begin, elements[place]);
    for (std::size_t i = 0; i * labels < logits.size(); ++i) {
      std::size_t const image = begin + i;
      std::span<float const> const of_image = logits.subspan(i * labels, labels);
      not_finite.add(of_image, image, elements[place]);
      scores.add(of_image,
                 case_of(description, data, image, elements[place]),
                 place,
                 turns[image] == place);
    }
  };
  for (std::size_t begin = 0; begin < data.size(); begin += TurnedImages::batch) {
    for (std::size_t place = 0; place < elements.size(); ++place) {
      take_in(begin, place);
    }
    if (watcher) {
      watcher(std::min(begin + TurnedImages::batch, data.size()), data.size());
    }
  }
  std::chrono::duration<double> const time = std::chrono::steady_clock::now() - start;
  auto const passes = static_cast<double>(data.size() * elements.size());
  return {.images = data.size(),
          .seed = seed,
          .random_turn = scores.random_turn(),
          .errors = scores.errors(data),
          .elements = std::move(elements),
          .copies = scores.copies(),
          .images_per_second = passes / time.count(),
          .not_finite = not_finite};
}

} // namespace equivarify::runtime
