/// \file
/// Gradients of a network over a batch, summed in the same order for any number of threads.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_TRAINING_ENGINE_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_TRAINING_ENGINE_HPP

#include "equivarify/runtime/kernels/convolution.hpp"
#include "equivarify/runtime/kernels/cross_entropy.hpp"
#include "equivarify/runtime/kernels/inference_engine.hpp"
#include "equivarify/runtime/kernels/trainable_graph.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// An engine that trains \p Network, a TrainableGraph with \p Classes classes, too.
///
/// In the backward pass through layers that work image by image all threads share each layer, for
/// \p BackwardImages images at a time. Every entry of a gradient is summed by one thread in a fixed
/// order: no result depends on the number of threads.
template <typename Network, std::size_t Classes, std::size_t MicroBatch, std::size_t BackwardImages>
class TrainingEngine : public InferenceEngine<Network, MicroBatch> {
  using Base = InferenceEngine<Network, MicroBatch>;

public:
  using Base::Base;
  using typename Base::Weights;

  /// Makes the engine use \p weights, of which it keeps a transformed copy.
  void load(Weights const& weights) {
    Base::load(weights);
    Network::prepare_backward(weights, *prepared_, *pool_);
  }

  /// Overwrites \p gradient by the mean over the images of the gradient of their losses, whose mean
  /// it returns; see the function `loss` for \p labels.
  double gradient(std::span<float const> images,
                  std::span<std::uint32_t const> labels,
                  Weights& gradient) {
    make_ready_for_backward();
    double loss = 0;
    for (std::size_t first = 0; first < labels.size(); first += MicroBatch) {
      std::size_t const rows = std::min(MicroBatch, labels.size() - first);
      this->forward_images(
          images, first, rows, [&](std::size_t n, std::size_t) -> auto& { return *values_[n]; });
      this->forward_rows(rows);
      loss += find_loss(labels.subspan(first, rows));
      Network::backward_rows(
          *prepared_, {rows, rows_, *row_gradients_, workspaces_, *sums_}, *pool_);
      backward_images(rows);
    }
    Network::collect(*sums_, 1.0F / static_cast<float>(labels.size()), gradient, *pool_);
    return loss / static_cast<double>(labels.size());
  }

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

  double find_loss(std::span<std::uint32_t const> labels) {
    constexpr std::size_t size = Network::output_size;
    double sum = 0;
    for (std::size_t n = 0; n < labels.size(); ++n) {
      sum += loss({Network::answers(rows_).data() + n * size, size},
                  Classes,
                  labels[n],
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

} // namespace equivarify::runtime

#endif
