/// \file
/// Gradients of a network over a batch, summed in the same order for any number of threads.
#ifndef EQUIVARIFY_RUNTIME_GRAPH_TRAINING_ENGINE_HPP
#define EQUIVARIFY_RUNTIME_GRAPH_TRAINING_ENGINE_HPP

#include "equivarify/runtime/answers/losses.hpp"
#include "equivarify/runtime/arrays/weighted.hpp"
#include "equivarify/runtime/graph/inference_engine.hpp"
#include "equivarify/runtime/graph/trainable_graph.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <stdexcept>
#include <vector>

namespace equivarify::runtime {

/// An engine that trains \p Network, a TrainableGraph, too. \p Loss says how far its answers for an
/// image are from what they should be: JointLoss or OutputLosses.
///
/// In the backward pass through layers that work image by image all threads share each layer, for
/// \p BackwardImages images at a time. Every entry of a gradient is summed by one thread in a fixed
/// order: no result depends on the number of threads.
///
/// A network with a NormalisingLayer sees a batch as one micro-batch, so that all its values are in
/// memory at once, and their gradients too if the layer is on images.
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
  /// \throws std::invalid_argument unless there are targets for each image, or if there are more
  /// images than `largest_batch`; std::logic_error while another thread uses this engine.
  double
  gradient(std::span<float const> images, std::span<Target const> targets, Weights& gradient) {
    std::size_t const count = targets.size() / Loss::target_size;
    if (images.size() != count * Network::input_size ||
        targets.size() != count * Loss::target_size) {
      fail<std::invalid_argument>(
          std::to_string(images.size()) + " numbers and " + std::to_string(targets.size()) +
          " targets are not those of " + std::to_string(count) + " images with " +
          std::to_string(Network::input_size) + " and " + std::to_string(Loss::target_size));
    }
    if (count > largest_batch) {
      fail<std::invalid_argument>("a batch of a network with batch normalisation is too large");
    }
    [[maybe_unused]] auto const use = this->user_.use("an engine");
    make_ready_for_backward();
    double loss = 0;
    for (std::size_t first = 0; first < count; first += MicroBatch) {
      std::size_t const rows = std::min(MicroBatch, count - first);
      forward_batch(images, first, rows);
      loss += find_loss(targets.subspan(first * Loss::target_size, rows * Loss::target_size));
      Network::backward_rows(
          *prepared_, {rows, rows_, *row_gradients_, workspaces_, *sums_}, *pool_);
      backward_images(rows);
    }
    Network::end_batch(*prepared_);
    Network::collect(*sums_, 1.0F / static_cast<float>(count), gradient, *pool_);
    return loss / static_cast<double>(count);
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

  /// What only training needs is made by the first call.
  void make_ready_for_backward() {
    if (sums_ == nullptr) {
      values_.resize(std::max(values_.size(), MicroBatch));
      this->allocate(values_);
      image_gradients_.resize(BackwardImages);
      this->allocate(image_gradients_);
      row_gradients_ =
          std::make_unique<typename Network::RowGradients>(Network::make_row_gradients(MicroBatch));
      sums_ = std::make_unique<typename Network::Sums>(Network::make_sums());
    }
    Network::clear(*sums_);
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

  double find_loss(std::span<Target const> targets) {
    constexpr std::size_t size = Network::output_size;
    double sum = 0;
    for (std::size_t n = 0; n * Loss::target_size < targets.size(); ++n) {
      sum += Loss::of({Network::answers(rows_).data() + n * size, size},
                      targets.subspan(n * Loss::target_size, Loss::target_size),
                      {Network::answers(row_gradients_->values).data() + n * size, size});
    }
    return sum;
  }

  void backward_images(std::size_t rows) {
    for (std::size_t first = 0; first < rows; first += BackwardImages) {
      std::size_t const count = std::min(BackwardImages, rows - first);
      Network::backward_images(*prepared_,
                               {std::span(values_).subspan(first, count),
                                std::span(image_gradients_).first(count),
                                rows_,
                                *row_gradients_,
                                first,
                                *sums_,
                                room_},
                               this->crew());
    }
  }

  std::vector<std::unique_ptr<typename Network::ImageGradients>> image_gradients_;
  std::unique_ptr<typename Network::RowGradients> row_gradients_;
  std::unique_ptr<typename Network::Sums> sums_;
  BackwardRoom room_;
};

/// The engine of a network that gives \p Classes logits for each element, whose targets are labels.
template <typename Network, std::size_t Classes, std::size_t MicroBatch, std::size_t BackwardImages>
using TrainingEngine = LossEngine<Network, JointLoss<Classes>, MicroBatch, BackwardImages>;

/// The engine of a network with the outputs \p Outputs, whose targets are numbers.
template <typename Network, typename Outputs, std::size_t MicroBatch, std::size_t BackwardImages>
using OutputTrainingEngine = LossEngine<Network, OutputLosses<Outputs>, MicroBatch, BackwardImages>;

} // namespace equivarify::runtime

#endif
