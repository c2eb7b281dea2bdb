/// \file
/// Who works on images: one thread alone on one of its own, or all threads of a pool together.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_CREW_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_CREW_HPP

#include "equivarify/runtime/parallel.hpp"

#include <cstddef>
#include <memory>
#include <span>

namespace equivarify::runtime {

/// The threads that share the work of a network, each with an element of an array as its room.
template <typename Rooms>
class Crew {
public:
  /// One thread alone.
  explicit Crew(Rooms& room) : rooms_{&room, 1} {}

  /// All threads of \p pool; \p rooms has an element for each.
  Crew(ThreadPool& pool, std::span<Rooms> rooms) : pool_{&pool}, rooms_{rooms} {}

  /// The number of threads.
  [[nodiscard]] std::size_t size() const { return pool_ == nullptr ? 1 : pool_->thread_count(); }

  /// Calls f(task, the thread's room) once for each task in 0, ..., tasks - 1; in what order and by
  /// which thread is not determined.
  template <typename F>
  void run(std::size_t tasks, F const& f) const {
    if (pool_ == nullptr) {
      for (std::size_t task = 0; task < tasks; ++task) {
        f(task, rooms_.front());
      }
      return;
    }
    pool_->run(tasks, [&](std::size_t task, std::size_t thread) { f(task, rooms_[thread]); });
  }

  /// The same threads, of whose room one layer sees its own member.
  template <typename Room>
  [[nodiscard]] auto of(Room Rooms::*layer) const;

private:
  ThreadPool* pool_ = nullptr;
  std::span<Rooms> rooms_;
};

/// The threads that share the work of one layer.
template <typename Rooms, typename Room>
class LayerCrew {
public:
  LayerCrew(Crew<Rooms> const& crew, Room Rooms::*layer) : crew_{crew}, layer_{layer} {}

  /// The number of threads.
  [[nodiscard]] std::size_t size() const { return crew_.size(); }

  /// As for a Crew, with the room of the layer.
  template <typename F>
  void run(std::size_t tasks, F const& f) const {
    crew_.run(tasks, [&](std::size_t task, Rooms& rooms) { f(task, rooms.*layer_); });
  }

private:
  Crew<Rooms> crew_;
  Room Rooms::*layer_;
};

template <typename Rooms>
template <typename Room>
auto Crew<Rooms>::of(Room Rooms::*layer) const {
  return LayerCrew<Rooms, Room>{*this, layer};
}

/// One value of each of some images.
template <typename Values, typename Value>
class EachImage {
public:
  EachImage(std::span<std::unique_ptr<Values> const> images, Value Values::*member)
      : images_{images}, member_{member} {}

  /// The number of images.
  [[nodiscard]] std::size_t size() const { return images_.size(); }

  /// The value of image \p n.
  [[nodiscard]] Value& operator[](std::size_t n) const { return *images_[n].*member_; }

private:
  std::span<std::unique_ptr<Values> const> images_;
  Value Values::*member_;
};

/// All values of some images.
template <typename Values>
class Images {
public:
  explicit Images(std::span<std::unique_ptr<Values> const> images) : images_{images} {}

  /// The number of images.
  [[nodiscard]] std::size_t size() const { return images_.size(); }

  /// The value \p member of each.
  template <typename Value>
  [[nodiscard]] EachImage<Values, Value> each(Value Values::*member) const {
    return {images_, member};
  }

private:
  std::span<std::unique_ptr<Values> const> images_;
};

/// `Layer::backward` of a layer without weights, for each image.
template <typename Layer, typename Inputs, typename Outputs, typename Crew>
void backward_each(
    Inputs const& s, Outputs const& y, Outputs const& dy, Inputs const& ds, Crew const& crew) {
  crew.run(s.size(), [&](std::size_t n, auto&) { Layer::backward(s[n], y[n], dy[n], ds[n]); });
}

} // namespace equivarify::runtime

#endif
