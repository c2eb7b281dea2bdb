#include "equivarify/runtime/trainer.hpp"

#include "equivarify/runtime/error.hpp"
#include "equivarify/runtime/optimizer.hpp"
#include "equivarify/runtime/schedule.hpp"
#include "equivarify/runtime/text.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <utility>

namespace equivarify::runtime {

namespace {

/// The number of points that the curve of a whole training has, about.
constexpr std::size_t curve_points = 200;

/// The stream of random numbers that orders the images, apart from the one of the first weights.
constexpr std::uint64_t shuffling_stream = 0x5348554646;

/// Batch normalisation has all images of a step in memory, for as many as the spec says.
void require_batch(TrainingSettings const& settings, Description const& description) {
  if (settings.plan.batch > description.largest_batch) {
    throw DataError(text("a batch of ",
                         settings.plan.batch,
                         " images is too large: ",
                         description.name,
                         " has batch normalisation and was generated for batches of at most ",
                         description.largest_batch,
                         "; give --batch ",
                         description.largest_batch,
                         " or less, or generate it anew with a larger training.batch in its spec"));
  }
}

} // namespace

Trainer::Trainer(Network& network,
                 Dataset const& data,
                 TrainingSettings const& settings,
                 ThreadPool& pool)
    : network_(network), data_(data), settings_(settings), pool_(pool),
      shuffling_(settings.seed ^ shuffling_stream) {
  require_batch(settings, network.description());
  network_.initialize(settings.seed);
  moments_ = Moments::zero(network.parameters());
  order_epoch();
}

void Trainer::restore(TrainingState const& state, Moments moments) {
  state_ = state;
  moments_ = std::move(moments);
  network_.load();
  shuffling_ = Random(state.epoch_shuffling);
  order_epoch();
}

void Trainer::order_epoch() {
  order_.resize(data_.size());
  std::iota(order_.begin(), order_.end(), std::uint32_t{0});
  state_.epoch_shuffling = shuffling_.state();
  shuffling_.shuffle(std::span(order_));
}

std::size_t Trainer::load_batch() {
  std::size_t const count = std::min(settings_.plan.batch, data_.size() - state_.position);
  std::size_t const size = data_.input_size();
  images_.resize(count * size);
  bool const has_outputs = !network_.description().outputs.empty();
  labels_.resize(has_outputs ? 0 : count);
  targets_.resize(has_outputs ? count * data_.target_size() : 0);
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t const image = order_[state_.position + i];
    data_.input(image, std::span(images_).subspan(i * size, size));
    if (has_outputs) {
      data_.target(image,
                   std::span(targets_).subspan(i * data_.target_size(), data_.target_size()));
    } else {
      labels_[i] = label_of(image);
    }
  }
  return count;
}

std::uint32_t Trainer::label_of(std::size_t image) const {
  Description const& description = network_.description();
  std::size_t first = 0; // of the labels (e, c), since e is element 0
  switch (settings_.plan.pose) {
  case Pose::upright:
    break;
  case Pose::given:
    first = data_.poses[image] * description.classes;
    break;
  case Pose::unknown:
    first = description.labels();
    break;
  }
  return static_cast<std::uint32_t>(first + data_.classes[image]);
}

void Trainer::update_weights() {
  network_.update_state();
  std::size_t const begin = state_.schedules.back();
  double const rate = learning_rate(settings_.plan, state_.step - begin, settings_.steps() - begin);
  AdamStep const step = adam_step(settings_.plan, rate, state_.step);
  adam_update(step, network_.parameters(), moments_, network_.gradients(), pool_);
  network_.load();
}

double Trainer::step() {
  auto const start = std::chrono::steady_clock::now();
  std::size_t const count = load_batch();
  double const loss = network_.gradient(images_, {.labels = labels_, .values = targets_});
  if (!std::isfinite(loss)) {
    throw DataError(text("the training diverged: the loss of step ",
                         state_.step + 1,
                         " is ",
                         loss,
                         "; try a smaller learning rate"));
  }
  update_weights();
  std::chrono::duration<double> const time = std::chrono::steady_clock::now() - start;
  record(loss, count, time.count());
  return loss;
}

void Trainer::record(double loss, std::size_t images, double seconds) {
  state_.step += 1;
  state_.position += images;
  state_.epoch_loss.add(loss, images);
  state_.curve_loss.add(loss, images);
  state_.epoch_seconds += seconds;
  record_curve();
  if (state_.position == data_.size()) {
    finish_epoch();
  }
}

void Trainer::record_curve() {
  if (state_.step % std::max<std::size_t>(1, settings_.steps() / curve_points) == 0 || finished()) {
    state_.curve.push_back({state_.step, state_.curve_loss.mean()});
    state_.curve_loss = {};
  }
}

void Trainer::finish_epoch() {
  state_.epoch += 1;
  state_.epochs.push_back(
      {.epoch = state_.epoch,
       .loss = state_.epoch_loss.mean(),
       .seconds = state_.epoch_seconds,
       .images_per_second = static_cast<double>(data_.size()) / state_.epoch_seconds});
  state_.position = 0;
  state_.epoch_loss = {};
  state_.epoch_seconds = 0;
  order_epoch();
}

} // namespace equivarify::runtime
