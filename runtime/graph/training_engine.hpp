/// \file
/// Gradients of a network over a batch, summed in the same order for any number of threads and of
/// processes.
#ifndef EQUIVARIFY_RUNTIME_GRAPH_TRAINING_ENGINE_HPP
#define EQUIVARIFY_RUNTIME_GRAPH_TRAINING_ENGINE_HPP

#include "equivarify/runtime/answers/losses.hpp"
#include "equivarify/runtime/arrays/crew.hpp"
#include "equivarify/runtime/arrays/weighted.hpp"
#include "equivarify/runtime/base/batch_part.hpp"
#include "equivarify/runtime/graph/inference_engine.hpp"
#include "equivarify/runtime/graph/trainable_graph.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// An engine that trains \p Network, a TrainableGraph, too. \p Loss says how far its answers for an
/// image are from what they should be: JointLoss or OutputLosses.
///
/// In the backward pass through layers that work image by image all threads share each layer, for
/// \p BackwardImages images at a time. Every entry of a gradient is summed by one thread in a fixed
/// order: no result depends on the number of threads.
///
/// Lanes go one after another, each as if it were alone. A network with a NormalisingLayer sees all
/// lanes of a batch as one micro-batch, so that all their values are in memory at once, and their
/// gradients too if the layer is on images; each lane has sums of its own then.
template <typename Network, typename Loss, std::size_t MicroBatch, std::size_t BackwardImages>
class LossEngine : public InferenceEngine<Network, MicroBatch> {
  using Base = InferenceEngine<Network, MicroBatch>;
  static_assert(!Network::normalises_images || BackwardImages == MicroBatch,
                "a layer that waits for the images of a batch needs the gradients of all of them");

public:
  using Base::Base;
  using typename Base::Weights;
  using Target = typename Loss::Target;

  /// The most images that `gradient` takes at once.
  static constexpr std::size_t largest_batch =
      Network::normalises ? MicroBatch : std::numeric_limits<std::size_t>::max();

  /// Makes the engine use \p weights, of which it keeps a transformed copy.
  void load(Weights const& weights) {
    Base::load(weights);
    Network::prepare_backward(weights, *prepared_, *pool_);
  }

  /// Overwrites \p gradient by the mean over the images of the gradient of their losses, whose mean
  /// it returns; see the loss for \p targets, those of the images one after another.
  ///
  /// \throws as `lane_gradients`.
  double
  gradient(std::span<float const> images, std::span<Target const> targets, Weights& gradient) {
    std::size_t const count = targets.size() / Loss::target_size;
    double sum = 0;
    lane_gradients(images, targets, whole_batch(count), gradient, [&](Losses const& losses) {
      sum = losses.front();
    });
    return sum / static_cast<double>(count);
  }

  /// Overwrites \p gradient, for each lane of \p part in order, by the sum over its images of the
  /// gradients of their losses, divided by the images of the whole batch; then calls `take` with
  /// the sums of their losses, as a LaneTaker. \p images and \p targets are those of all its lanes.
  ///
  /// \throws std::invalid_argument unless these are as many as the part has, or if the batch has
  /// more images than `largest_batch`; std::logic_error while another thread uses this engine.
  template <typename Take>
  void lane_gradients(std::span<float const> images,
                      std::span<Target const> targets,
                      BatchPart const& part,
                      Weights& gradient,
                      Take const& take) {
    require_part(images.size(), targets.size(), part);
    [[maybe_unused]] auto const use = this->user_.use("an engine");
    Network::begin_batch(part, *prepared_);
    float const scale = 1.0F / static_cast<float>(part.batch_images);
    std::span<std::size_t const> const lane_sizes = part.lanes;
    std::size_t first = 0;
    auto const pass = [&](std::span<std::size_t const> some) {
      first = pass_lanes(images, targets, some, first);
      if (part.first_lane != 0) {
        Network::clear_normalising(sums_.front()); // lane 0 has them, for all images of the batch
      }
      for (std::size_t l = 0; l < some.size(); ++l) {
        Network::collect(sums_[l], scale, gradient, *pool_);
        take(losses_[l]);
      }
    };
    if constexpr (Network::normalises) {
      pass(lane_sizes); // even if there is none: the statistics are those of all processes
    } else {
      for (std::size_t lane = 0; lane < lane_sizes.size(); ++lane) {
        pass(lane_sizes.subspan(lane, 1));
      }
    }
    Network::end_batch(*prepared_);
  }

  /// Moves what the layers of \p weights keep besides parameters, such as running means, towards
  /// the images of the last `gradient`.
  void update_state(Weights& weights) const { Network::update_state(*prepared_, weights); }

private:
  using Base::pool_;
  using Base::prepared_;
  using Base::rows_;
  using Base::values_;
  using Base::workspaces_;

  using Lane = LaneRows<typename Network::Sums>;

  /// Of an image or a lane: its loss, then that of each output.
  using Losses = std::array<double, 1 + Loss::outputs>;

  static void require_part(std::size_t numbers, std::size_t targets, BatchPart const& part) {
    std::size_t const count = part.images();
    if (numbers != count * Network::input_size || targets != count * Loss::target_size) {
      fail<std::invalid_argument>(
          std::to_string(numbers) + " numbers and " + std::to_string(targets) +
          " targets are not those of " + std::to_string(count) + " images with " +
          std::to_string(Network::input_size) + " and " + std::to_string(Loss::target_size));
    }
    if (part.batch_images > largest_batch) {
      fail<std::invalid_argument>("a batch of a network with batch normalisation is too large");
    }
  }

  /// What only training needs is made by the first call; sums for \p count lanes at once, and
  /// for one at least.
  void make_ready_for_backward(std::size_t count) {
    if (row_gradients_ == nullptr) {
      values_.resize(std::max(values_.size(), MicroBatch));
      this->allocate(values_);
      image_gradients_.resize(BackwardImages);
      this->allocate(image_gradients_);
      row_gradients_ =
          std::make_unique<typename Network::RowGradients>(Network::make_row_gradients(MicroBatch));
    }
    while (sums_.size() < std::max<std::size_t>(1, count)) {
      sums_.push_back(Network::make_sums());
    }
    losses_.resize(sums_.size());
  }

  /// Sums gradients and losses of lanes with \p lane_sizes images, each in a place of its own.
  /// Their images begin at number \p first; the number after the last is returned. Several lanes
  /// are at most one micro-batch.
  std::size_t pass_lanes(std::span<float const> images,
                         std::span<Target const> targets,
                         std::span<std::size_t const> lane_sizes,
                         std::size_t first) {
    make_ready_for_backward(lane_sizes.size());
    std::for_each(sums_.begin(), sums_.end(), Network::clear);
    std::fill(losses_.begin(), losses_.end(), Losses{});
    std::size_t const end = std::accumulate(lane_sizes.begin(), lane_sizes.end(), first);
    do {
      std::size_t const rows = std::min(MicroBatch, end - first);
      std::vector<Lane> const parts = parts_of(lane_sizes, rows);
      Network::begin_images(first, *prepared_);
      forward_batch(images, first, rows);
      for (std::size_t l = 0; l < parts.size(); ++l) {
        add_losses(targets, first, parts[l], losses_[l]);
      }
      typename Network::SumsPlace const place{parts, sums_.front()};
      Network::backward_rows(
          *prepared_, {rows, rows_, *row_gradients_, workspaces_, place}, *pool_);
      backward_images(rows, place);
      first += rows;
    } while (first < end);
    return end;
  }

  /// The rows of each lane in a micro-batch of \p rows: all of them, or those of the
  /// only one.
  std::vector<Lane> parts_of(std::span<std::size_t const> lane_sizes, std::size_t rows) {
    std::vector<Lane> parts;
    std::size_t first = 0;
    for (std::size_t l = 0; l < lane_sizes.size(); ++l) {
      std::size_t const count = lane_sizes.size() == 1 ? rows : lane_sizes[l];
      parts.push_back({first, count, sums_[l]});
      first += count;
    }
    return parts;
  }

  void forward_batch(std::span<float const> images, std::size_t first, std::size_t rows) {
    Network::for_each_segment([&]<std::size_t First, std::size_t End>() {
      Network::template observe_images<First>(
          *prepared_, std::span(values_).first(rows), this->crew());
      this->template forward_images<First, End>(
          images, first, rows, [&](std::size_t n, std::size_t) -> auto& { return *values_[n]; });
    });
    Network::forward_batch(*prepared_, rows, rows_, workspaces_, *pool_);
  }

  /// Adds to \p sums those of the losses of \p lane, a part of the micro-batch that begins at image
  /// \p first: found by all threads, added in the order of the images.
  void
  add_losses(std::span<Target const> targets, std::size_t first, Lane const& lane, Losses& sums) {
    constexpr std::size_t size = Network::output_size;
    image_losses_.resize(lane.count);
    pool_->run(lane.count, [&](std::size_t i, std::size_t) {
      std::size_t const n = lane.first + i;
      Losses& losses = image_losses_[i];
      losses.front() = Loss::of({Network::answers(rows_).data() + n * size, size},
                                targets.subspan((first + n) * Loss::target_size, Loss::target_size),
                                {Network::answers(row_gradients_->values).data() + n * size, size},
                                std::span(losses).template subspan<1>());
    });
    for (std::size_t k = 0; k < sums.size(); ++k) {
      sums[k] += std::accumulate(image_losses_.begin(),
                                 image_losses_.end(),
                                 0.0,
                                 [k](double sum, Losses const& losses) { return sum + losses[k]; });
    }
  }

  /// All images of a pass at once where layers wait for them; otherwise some of each lane at a
  /// time, so that what is summed at once depends on the lane alone.
  void backward_images(std::size_t rows, typename Network::SumsPlace const& place) {
    if constexpr (Network::normalises_images) {
      backward_images(0, rows, place);
    } else {
      for (Lane const& lane : place.lanes) {
        for_each_part(lane.count, BackwardImages, [&](std::size_t first, std::size_t count) {
          std::array const part{Lane{0, count, lane.sum}};
          backward_images(lane.first + first, count, {part, place.together});
        });
      }
    }
  }

  void
  backward_images(std::size_t first, std::size_t count, typename Network::SumsPlace const& place) {
    Network::backward_images(*prepared_,
                             {std::span(values_).subspan(first, count),
                              std::span(image_gradients_).first(count),
                              rows_,
                              *row_gradients_,
                              first,
                              place,
                              room_},
                             this->crew());
  }

  std::vector<std::unique_ptr<typename Network::ImageGradients>> image_gradients_;
  std::unique_ptr<typename Network::RowGradients> row_gradients_;
  std::vector<typename Network::Sums> sums_; ///< of the lanes that go together
  std::vector<Losses> losses_;               ///< of each of them
  std::vector<Losses> image_losses_;
  BackwardRoom room_;
};

/// The engine of a network that gives \p Classes logits for each element, whose targets are labels
/// that count as the `class_weights` of \p Weights say.
template <typename Network,
          std::size_t Classes,
          std::size_t MicroBatch,
          std::size_t BackwardImages,
          typename Weights = EqualClasses>
using TrainingEngine = LossEngine<Network, JointLoss<Classes, Weights>, MicroBatch, BackwardImages>;

/// The engine of a network with the outputs \p Outputs, whose targets are numbers.
template <typename Network, typename Outputs, std::size_t MicroBatch, std::size_t BackwardImages>
using OutputTrainingEngine = LossEngine<Network, OutputLosses<Outputs>, MicroBatch, BackwardImages>;

} // namespace equivarify::runtime

#endif
