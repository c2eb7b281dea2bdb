/// \file
/// Gradients of a network of layers over a batch, in an order of sums that no number of threads
/// changes.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_TRAINING_ENGINE_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_TRAINING_ENGINE_HPP

#include "equivarify/runtime/kernels/cross_entropy.hpp"
#include "equivarify/runtime/kernels/inference_engine.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// An engine that trains too.
///
/// The gradient of the image stage is summed in `Layers::slices` sums, each over a fixed part of
/// every micro-batch in order, and the sums are added in order: no result depends on the number of
/// threads.
template <typename Layers>
class TrainingEngine : public InferenceEngine<Layers> {
public:
  using typename InferenceEngine<Layers>::Weights;
  using InferenceEngine<Layers>::InferenceEngine;

  /// Makes the engine use \p weights, of which it keeps a transformed copy.
  void load(Weights const& weights) {
    InferenceEngine<Layers>::load(weights);
    ready_for_backward_ = false;
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
      pool_->run(rows, [&](std::size_t n, std::size_t thread) {
        Layers::forward_image(*prepared_,
                              this->image(images, first + n),
                              *activations_[n],
                              this->features(n),
                              scratch_[thread]);
      });
      Layers::forward_vectors(*prepared_, rows, *vectors_, *pool_);
      loss += find_loss(labels.subspan(first, rows));
      Layers::backward_vectors(*prepared_, rows, *vectors_, *vector_gradients_, *pool_);
      add_to_slices(rows);
    }
    Layers::collect(
        slices_, *vector_gradients_, 1.0F / static_cast<float>(labels.size()), gradient, *pool_);
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
    if (!ready_for_backward_) {
      Layers::prepare_backward(*prepared_, *pool_);
      ready_for_backward_ = true;
    }
    if (vector_gradients_ == nullptr) {
      activations_.resize(std::max(activations_.size(), Layers::micro_batch));
      this->allocate(activations_);
      image_gradients_.resize(pool_->thread_count());
      this->allocate(image_gradients_);
      vector_gradients_ = std::make_unique<typename Layers::VectorGradients>();
    }
    for (typename Layers::ImageSums& slice : slices_) {
      slice.clear();
    }
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

  void add_to_slices(std::size_t rows) {
    constexpr std::size_t length = (Layers::micro_batch + Layers::slices - 1) / Layers::slices;
    pool_->run(Layers::slices, [&](std::size_t slice, std::size_t thread) {
      for (std::size_t n = slice * length; n < std::min(rows, (slice + 1) * length); ++n) {
        Layers::backward_image(*prepared_,
                               *activations_[n],
                               vectors_->features_gradient.data() + n * Layers::features,
                               *image_gradients_[thread],
                               slices_[slice],
                               scratch_[thread]);
      }
    });
  }

  std::vector<std::unique_ptr<typename Layers::ImageGradients>> image_gradients_;
  std::array<typename Layers::ImageSums, Layers::slices> slices_;
  std::unique_ptr<typename Layers::VectorGradients> vector_gradients_;
  bool ready_for_backward_ = false;
};

} // namespace equivarify::runtime

#endif
