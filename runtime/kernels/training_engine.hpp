/// \file
/// Gradients of a network of layers over a batch, in an order of sums that no number of threads
/// changes.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_TRAINING_ENGINE_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_TRAINING_ENGINE_HPP

#include "equivarify/runtime/kernels/convolution.hpp"
#include "equivarify/runtime/kernels/cross_entropy.hpp"
#include "equivarify/runtime/kernels/inference_engine.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// An engine that trains too.
///
/// In the backward pass of the image stage all threads share each layer, for a group of images at a
/// time. Every entry of a gradient is summed by one thread in a fixed order: no result depends on
/// the number of threads.
template <typename Layers>
class TrainingEngine : public InferenceEngine<Layers> {
public:
  using typename InferenceEngine<Layers>::Weights;
  using InferenceEngine<Layers>::InferenceEngine;

  /// Makes the engine use \p weights, of which it keeps a transformed copy.
  void load(Weights const& weights) {
    InferenceEngine<Layers>::load(weights);
    Layers::prepare_backward(weights, *prepared_, *pool_);
  }

  /// Overwrites \p gradient by the mean over the images of the gradient of the cross-entropy, whose
  /// mean it returns.
  double gradient(std::span<float const> images,
                  std::span<std::uint32_t const> labels,
                  Weights& gradient) {
    make_ready_for_backward();
    double loss = 0;
    for (std::size_t first = 0; first < labels.size(); first += Layers::micro_batch) {
      std::size_t const rows = std::min(Layers::micro_batch, labels.size() - first);
      this->forward_images(
          images, first, rows, [&](std::size_t n, std::size_t) -> auto& {
            return *activations_[n];
          });
      Layers::forward_vectors(*prepared_, rows, *vectors_, *pool_);
      loss += find_loss(labels.subspan(first, rows));
      Layers::backward_vectors(*prepared_, rows, *vectors_, *vector_gradients_, *pool_);
      backward_images(rows);
    }
    Layers::collect(
        *sums_, *vector_gradients_, 1.0F / static_cast<float>(labels.size()), gradient, *pool_);
    return loss / static_cast<double>(labels.size());
  }

private:
  using InferenceEngine<Layers>::activations_;
  using InferenceEngine<Layers>::pool_;
  using InferenceEngine<Layers>::prepared_;
  using InferenceEngine<Layers>::scratch_;
  using InferenceEngine<Layers>::vectors_;

  /// What only training needs is made by the first call.
  void make_ready_for_backward() {
    if (vector_gradients_ == nullptr) {
      activations_.resize(std::max(activations_.size(), Layers::micro_batch));
      this->allocate(activations_);
      image_gradients_.resize(Layers::backward_group);
      this->allocate(image_gradients_);
      sums_ = std::make_unique<typename Layers::ImageSums>();
      vector_gradients_ = std::make_unique<typename Layers::VectorGradients>();
    }
    sums_->clear();
    vector_gradients_->clear();
  }

  double find_loss(std::span<std::uint32_t const> labels) {
    double loss = 0;
    for (std::size_t n = 0; n < labels.size(); ++n) {
      loss +=
          cross_entropy({vectors_->logits.data() + n * Layers::logits, Layers::logits},
                        Layers::classes,
                        labels[n],
                        {vectors_->logits_gradient.data() + n * Layers::logits, Layers::logits});
    }
    return loss;
  }

  void backward_images(std::size_t rows) {
    for (std::size_t first = 0; first < rows; first += Layers::backward_group) {
      std::size_t const count = std::min(Layers::backward_group, rows - first);
      Layers::backward_images(
          *prepared_,
          Images<typename Layers::Activations>{std::span(activations_).subspan(first, count)},
          vectors_->features_gradient.data() + first * Layers::feature_count,
          Images<typename Layers::Activations>{std::span(image_gradients_).first(count)},
          *sums_,
          room_,
          this->crew());
    }
  }

  std::vector<std::unique_ptr<typename Layers::Activations>> image_gradients_;
  std::unique_ptr<typename Layers::ImageSums> sums_;
  BackwardRoom room_;
  std::unique_ptr<typename Layers::VectorGradients> vector_gradients_;
};

} // namespace equivarify::runtime

#endif
