/// \file
/// Runs a network of layers over images: which image goes to which thread.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_INFERENCE_ENGINE_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_INFERENCE_ENGINE_HPP

#include "equivarify/runtime/kernels/crew.hpp"
#include "equivarify/runtime/parallel.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// Evaluates `Layers`, the functions that the generator writes for a network, on batches of images.
///
/// A network has an image stage and a vector stage, from the flattened features to the logits, in
/// which all threads share one micro-batch. In the image stage each thread runs images of its own;
/// what is left over when every thread has had as many is shared tile by tile. After the
/// constructor nothing is allocated.
template <typename Layers>
class InferenceEngine {
public:
  using Weights = typename Layers::Weights;

  explicit InferenceEngine(ThreadPool& pool)
      : pool_{&pool}, scratch_(pool.thread_count()), activations_(pool.thread_count()) {
    allocate(activations_);
  }

  /// Makes the engine use \p weights, of which it keeps a transformed copy.
  void load(Weights const& weights) { Layers::prepare(weights, *prepared_, *pool_); }

  /// Sets \p logits to `Layers::logits` numbers for each of \p images, `Layers::pixels` numbers
  /// each.
  void forward(std::span<float const> images, std::span<float> logits) {
    std::size_t const count = images.size() / Layers::pixels;
    for (std::size_t first = 0; first < count; first += Layers::micro_batch) {
      std::size_t const rows = std::min(Layers::micro_batch, count - first);
      forward_images(
          images, first, rows, [&](std::size_t, std::size_t thread) -> auto& {
            return *activations_[thread];
          });
      Layers::forward_vectors(*prepared_, rows, *vectors_, *pool_);
      std::copy_n(
          vectors_->logits.data(), rows * Layers::logits, logits.data() + first * Layers::logits);
    }
  }

protected:
  static float const* image(std::span<float const> images, std::size_t n) {
    return images.data() + n * Layers::pixels;
  }

  /// Keeps what the vector stage must know of image \p n besides its features, if it must.
  void note_poses(float const* x, std::size_t n) {
    if constexpr (requires { Layers::note_poses(x, *vectors_, n); }) {
      Layers::note_poses(x, *vectors_, n);
    }
  }

  float* features(std::size_t n) { return vectors_->features.data() + n * Layers::feature_count; }

  /// The image stage of \p rows images from \p first on; `activations(n, thread)` is where the
  /// values of image first + n go that \p thread finds.
  template <typename F>
  void forward_images(std::span<float const> images,
                      std::size_t first,
                      std::size_t rows,
                      F const& activations) {
    std::size_t const alone = rows - rows % pool_->thread_count();
    pool_->run(alone, [&](std::size_t n, std::size_t thread) {
      note_poses(image(images, first + n), n);
      Layers::forward_image(*prepared_,
                            image(images, first + n),
                            activations(n, thread),
                            features(n),
                            Crew<typename Layers::Scratch>{scratch_[thread]});
    });
    for (std::size_t n = alone; n < rows; ++n) {
      note_poses(image(images, first + n), n);
      Layers::forward_image(
          *prepared_, image(images, first + n), activations(n, 0), features(n), crew());
    }
  }

  /// All threads.
  Crew<typename Layers::Scratch> crew() { return {*pool_, scratch_}; }

  template <typename T>
  static void allocate(std::vector<std::unique_ptr<T>>& values) {
    for (std::unique_ptr<T>& value : values) {
      if (value == nullptr) {
        value = std::make_unique<T>();
      }
    }
  }

  ThreadPool* pool_;
  std::unique_ptr<typename Layers::Prepared> prepared_ =
      std::make_unique<typename Layers::Prepared>();
  std::vector<typename Layers::Scratch> scratch_;
  std::vector<std::unique_ptr<typename Layers::Activations>> activations_;
  std::unique_ptr<typename Layers::Vectors> vectors_ = std::make_unique<typename Layers::Vectors>();
};

} // namespace equivarify::runtime

#endif
