#include "equivarify/runtime/training/trainer.hpp"

#include "equivarify/runtime/base/draws.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/optimizer/optimizer.hpp"
#include "equivarify/runtime/optimizer/schedule.hpp"
#include "equivarify/runtime/ranks/shared_images.hpp"
#include "equivarify/runtime/training/shift.hpp"
#include "equivarify/runtime/training/told_losses.hpp"
#include "equivarify/runtime/training/turn.hpp"
#include "equivarify/runtime/training/validation.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace equivarify::runtime {

namespace {

/// The number of points that the curve of a whole training has, about.
constexpr std::size_t curve_points = 200;

/// The stream of random numbers that orders the images, apart from the one of the first weights.
constexpr std::uint64_t shuffling_stream = 0x5348554646;

/// The one that layers such as dropout draw from.
constexpr std::uint64_t layer_stream = 0x4c41594552;

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

void require_lanes(TrainingSettings const& settings, std::size_t ranks) {
  if (settings.lanes > settings.plan.batch) {
    throw DataError(text("--lanes ",
                         settings.lanes,
                         ": a batch of ",
                         settings.plan.batch,
                         " images has at most as many lanes"));
  }
  if (ranks > settings.lanes) {
    throw DataError(
        text(ranks,
             " ranks share the lanes of a batch, and there ",
             settings.lanes == 1 ? "is 1" : text("are ", settings.lanes),
             ": give --lanes ",
             ranks,
             " or more, up to the ",
             settings.plan.batch,
             " images of a batch. Weights depend on the number of lanes and not on that "
             "of ranks: to get the same ones, give the same --lanes everywhere"));
  }
}

} // namespace

Trainer::Trainer(Network& network,
                 TrainingData data,
                 TrainingSettings const& settings,
                 ThreadPool& pool,
                 std::shared_ptr<Team> team)
    : network_(network), data_(std::move(data)), settings_(settings), pool_(pool),
      team_(std::move(team)), sum_(*team_, pool), exchange_(*team_, network.description()),
      shuffling_(settings.seed ^ shuffling_stream) {
  require_batch(settings, network.description());
  require_lanes(settings, team_->size());
  if (settings.plan.shift != 0) {
    require_shift(network.description(), settings.plan.shift);
  }
  if (settings.plan.turn != 0) {
    require_turn(network.description(), settings.plan.turn);
  }
  network_.initialize(settings.seed);
  moments_ = Moments::zero(network.parameters());
  order_epoch();
}

void Trainer::restore(TrainingState const& state,
                      Moments moments,
                      std::vector<std::vector<float>> best) {
  state_ = state;
  moments_ = std::move(moments);
  best_ = std::move(best);
  network_.load();
  shuffling_ = Random(state.epoch_shuffling);
  order_epoch();
}

void Trainer::order_epoch() {
  order_ = data_.training.rows;
  state_.epoch_shuffling = shuffling_.state();
  shuffling_.shuffle(std::span(order_));
}

bool Trainer::stopped_early() const {
  std::size_t const best = state_.best_epoch();
  return settings_.patience != 0 && best != 0 && state_.epoch - best >= settings_.patience;
}

/// Moves \p image, which is picture \p row, as it is moved in this epoch.
void Trainer::move_image(std::size_t row, std::span<float> image) const {
  PictureMoment const now{settings_.seed, state_.epoch, row};
  TrainingDefaults const& plan = settings_.plan;
  if (plan.turn != 0) {
    turn_image(network_.description(), draw_turn(plan.turn, now), image);
  }
  if (plan.shift != 0) {
    shift_image(network_.description(), draw_shift(plan.shift, now), image);
  }
}

/// The number of images of the batch that begins at \p position of the epoch.
std::size_t Trainer::batch_images(std::size_t position) const {
  return std::min(settings_.plan.batch, order_.size() - position);
}

/// The images of each rank's lanes of the batch that begins there.
RowsOfRanks Trainer::rows_at(std::size_t position) const {
  LaneCut const cut(batch_images(position), settings_.lanes);
  RowsOfRanks rows;
  for (std::size_t rank = 0; rank < team_->size(); ++rank) {
    Range const images = cut.images_of(cut.lanes_of(rank, team_->size()));
    rows.push_back(std::span(order_).subspan(position + images.first, images.size()));
  }
  return rows;
}

/// Loads the images of this rank's lanes of the next batch. Those of the batch after it come with
/// the gradients of this one.
void Trainer::load_images() {
  RowsOfRanks const rows = rows_at(state_.position);
  std::span<std::uint32_t const> const here = rows[team_->rank()];
  Selection const pictures = exchange_.fetch(*data_.training.data, rows);
  Dataset const& data = *pictures.data;
  std::size_t const size = data.input_size();
  std::size_t const targets = data.target_size();
  bool const has_outputs = !network_.description().outputs.empty();
  images_.resize(here.size() * size);
  labels_.resize(has_outputs ? 0 : here.size());
  targets_.resize(has_outputs ? here.size() * targets : 0);
  for (std::size_t i = 0; i < here.size(); ++i) {
    std::span<float> const image = std::span(images_).subspan(i * size, size);
    data.input(pictures.rows[i], image);
    move_image(here[i], image);
    if (has_outputs) {
      data.target(pictures.rows[i], std::span(targets_).subspan(i * targets, targets));
    } else {
      labels_[i] = label_of(network_.description(), data, pictures.rows[i]);
    }
  }
  std::size_t const next = state_.position + batch_images(state_.position);
  if (next < order_.size()) {
    exchange_.send_ahead(*data_.training.data, rows_at(next));
  }
}

/// The mean losses of the next \p images images: of all outputs, then of each that is told.
/// The gradient is in the network.
std::vector<double> Trainer::sum_gradient(std::size_t images) {
  LaneCut const cut(images, settings_.lanes);
  std::vector<std::size_t> counts;
  for (std::size_t rank = 0; rank < team_->size(); ++rank) {
    counts.push_back(cut.images_of(cut.lanes_of(rank, team_->size())).size());
  }
  SharedImages shared(*team_, counts);
  Range const lanes_here = cut.lanes_of(team_->rank(), team_->size());
  BatchPart part = cut.part(lanes_here);
  part.gather = team_->size() == 1 ? nullptr : &shared;
  part.draws = drawn_bits(settings_.seed ^ layer_stream, state_.step);
  team_->begin_sharing();
  load_images();
  std::size_t const told = 1 + told_outputs(network_.description());
  sum_.start(cut, told);
  std::vector<ParameterView> const gradient = network_.gradients();
  auto const take = [&](std::span<double const> losses) { sum_.add(losses.first(told), gradient); };
  network_.lane_gradients(images_, {.labels = labels_, .values = targets_}, part, take);
  std::vector<double> losses = sum_.finish(gradient);
  team_->end_sharing();
  for (double& loss : losses) {
    loss /= static_cast<double>(images);
  }
  return losses;
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
  std::size_t const count = batch_images(state_.position);
  std::vector<double> const losses = sum_gradient(count);
  double const loss = losses.front();
  if (!std::isfinite(loss)) {
    throw DataError(text("the training diverged: the loss of step ",
                         state_.step + 1,
                         " is ",
                         loss,
                         "; try a smaller learning rate"));
  }
  update_weights();
  std::chrono::duration<double> const time = std::chrono::steady_clock::now() - start;
  record(losses, count, time.count());
  return loss;
}

void Trainer::record(std::span<double const> losses, std::size_t images, double seconds) {
  state_.step += 1;
  state_.position += images;
  state_.epoch_loss.add(losses.front(), images);
  state_.curve_loss.add(losses.front(), images);
  state_.output_losses.resize(losses.size() - 1);
  for (std::size_t i = 1; i < losses.size(); ++i) {
    state_.output_losses[i - 1].add(losses[i], images);
  }
  state_.epoch_seconds += seconds;
  if (state_.position == order_.size()) {
    finish_epoch();
  }
  record_curve(); // after validation, which may end it all
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
       .images_per_second = static_cast<double>(order_.size()) / state_.epoch_seconds,
       .outputs = told_losses(network_.description(), state_)});
  state_.position = 0;
  state_.epoch_loss = {};
  state_.output_losses.clear();
  state_.epoch_seconds = 0;
  if (data_.validation.size() != 0) {
    judge();
  }
  order_epoch();
}

void Trainer::judge() {
  ValidationRecord const record = validate(network_, data_.validation, *team_);
  if (!std::isfinite(record.loss)) {
    throw DataError(text("the training diverged: the loss in validation after epoch ",
                         state_.epoch,
                         " is ",
                         record.loss,
                         "; try a smaller learning rate"));
  }
  EpochRecord& epoch = state_.epochs.back();
  epoch.validation_loss = record.loss;
  if (!std::isnan(record.accuracy)) {
    epoch.validation_accuracy = record.accuracy;
  }
  add_judgement(record.outputs, epoch);
  if (state_.best_epoch() == state_.epoch) {
    best_.clear();
    for (ParameterView const& view : network_.parameters()) {
      best_.emplace_back(view.values.begin(), view.values.end());
    }
  }
}

void Trainer::take_best() {
  std::vector<ParameterView> const parameters = network_.parameters();
  for (std::size_t i = 0; i < best_.size(); ++i) {
    std::copy(best_[i].begin(), best_[i].end(), parameters[i].values.begin());
  }
  network_.load();
}

} // namespace equivarify::runtime
