/// \file
/// Runs a network over images: which image goes to which thread.
#ifndef EQUIVARIFY_RUNTIME_GRAPH_INFERENCE_ENGINE_HPP
#define EQUIVARIFY_RUNTIME_GRAPH_INFERENCE_ENGINE_HPP

#include "equivarify/runtime/arrays/crew.hpp"
#include "equivarify/runtime/base/failure.hpp"
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/graph/graph.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// Evaluates \p Network, a Graph, on images, of which \p MicroBatch are in memory at once.
///
/// Layers that work image by image come first. There each thread runs images of its own; what is
/// left over when every thread has had as many is shared tile by tile. The layers that work on rows
/// follow, in which all threads share one micro-batch. After the constructor nothing is allocated.
template <typename Network, std::size_t MicroBatch>
class InferenceEngine {
public:
  using Weights = typename Network::Weights;

  explicit InferenceEngine(ThreadPool& pool)
      : pool_{&pool}, scratch_(pool.thread_count()), values_(pool.thread_count()) {
    allocate(values_);
  }

  /// Makes the engine use \p weights, of which it keeps a transformed copy.
  ///
  /// \throws std::logic_error while another thread uses this engine.
  void load(Weights const& weights) {
    [[maybe_unused]] auto const use = user_.use("an engine");
    Network::prepare(weights, *prepared_, *pool_);
  }

  /// Sets \p logits to `Network::output_size` numbers for each of \p images, of
  /// `Network::input_size` numbers each. A run of several images may be cut in pieces in any way:
  /// the numbers of each image are the same. Two engines may run in two threads, also with one
  /// pool.
  ///
  /// \throws std::invalid_argument unless \p images holds whole images and \p logits has room for
  /// their answers; std::logic_error while another thread uses this engine.
  void forward(std::span<float const> images, std::span<float> logits) {
    require_sizes(images.size(), logits.size());
    [[maybe_unused]] auto const use = user_.use("an engine");
    std::size_t const count = images.size() / Network::input_size;
    for (std::size_t first = 0; first < count; first += MicroBatch) {
      std::size_t const rows = std::min(MicroBatch, count - first);
      forward_images<0, Network::step_count>(
          images, first, rows, [&](std::size_t, std::size_t thread) -> auto& {
            return *values_[thread];
          });
      forward_rows(rows);
      std::copy_n(Network::answers(rows_).data(),
                  rows * Network::output_size,
                  logits.data() + first * Network::output_size);
    }
  }

protected:
  static void require_sizes(std::size_t pixels, std::size_t answers) {
    std::size_t const count = pixels / Network::input_size;
    if (pixels % Network::input_size != 0) {
      fail<std::invalid_argument>(std::to_string(pixels) + " numbers are no whole images of " +
                                  std::to_string(Network::input_size));
    }
    if (answers < count * Network::output_size) {
      fail<std::invalid_argument>("there is room for " + std::to_string(answers) +
                                  " numbers, but the images have " + std::to_string(count) + " x " +
                                  std::to_string(Network::output_size));
    }
  }

  /// The layers that work image by image, of steps \p First to \p End - 1, for \p rows images from
  /// number \p first on; `values(n, thread)` is where the values of image first + n go if \p thread
  /// finds them.
  template <std::size_t First, std::size_t End, typename F>
  void forward_images(std::span<float const> images,
                      std::size_t first,
                      std::size_t rows,
                      F const& values) {
    std::size_t const alone = rows - rows % pool_->thread_count();
    auto const forward = [&](std::size_t n, std::size_t thread, auto const& crew) {
      float const* const image = images.data() + (first + n) * Network::input_size;
      Network::template forward_image<First, End>(
          *prepared_, {image, values(n, thread), rows_, n}, crew);
    };
    pool_->run(alone, [&](std::size_t n, std::size_t thread) {
      forward(n, thread, Crew<typename Network::Scratch>{scratch_[thread]});
    });
    for (std::size_t n = alone; n < rows; ++n) {
      forward(n, 0, crew());
    }
  }

  /// The other layers, for \p rows images.
  void forward_rows(std::size_t rows) {
    Network::forward_rows(*prepared_, rows, rows_, workspaces_, *pool_);
  }

  /// All threads.
  Crew<typename Network::Scratch> crew() { return {*pool_, scratch_}; }

  template <typename T>
  static void allocate(std::vector<std::unique_ptr<T>>& values) {
    for (std::unique_ptr<T>& value : values) {
      if (value == nullptr) {
        value = std::make_unique<T>();
      }
    }
  }

  ThreadPool* pool_;
  OneUser user_;
  std::unique_ptr<typename Network::Prepared> prepared_ =
      std::make_unique<typename Network::Prepared>();
  std::vector<typename Network::Scratch> scratch_;
  std::vector<std::unique_ptr<typename Network::ImageValues>> values_;
  typename Network::RowValues rows_ = Network::make_rows(MicroBatch);
  typename Network::Workspaces workspaces_;
};

} // namespace equivarify::runtime

#endif
