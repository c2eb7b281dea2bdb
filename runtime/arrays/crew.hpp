/// \file
/// Who works on images: one thread alone on one of its own, or all threads of a pool together.
#ifndef EQUIVARIFY_RUNTIME_ARRAYS_CREW_HPP
#define EQUIVARIFY_RUNTIME_ARRAYS_CREW_HPP

#include "equivarify/runtime/base/parallel.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
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

  /// The same threads, of whose rooms one layer sees what \p part, a function or a pointer to a
  /// member, makes of them.
  template <typename Part>
  [[nodiscard]] auto of(Part part) const;

private:
  ThreadPool* pool_ = nullptr;
  std::span<Rooms> rooms_;
};

/// The threads that share the work of one layer.
template <typename Rooms, typename Part>
class LayerCrew {
public:
  LayerCrew(Crew<Rooms> const& crew, Part part) : crew_{crew}, part_{part} {}

  /// The number of threads.
  [[nodiscard]] std::size_t size() const { return crew_.size(); }

  /// As for a Crew, with the room of the layer.
  template <typename F>
  void run(std::size_t tasks, F const& f) const {
    crew_.run(tasks, [&](std::size_t task, Rooms& rooms) { f(task, std::invoke(part_, rooms)); });
  }

private:
  Crew<Rooms> crew_;
  Part part_;
};

template <typename Rooms>
template <typename Part>
auto Crew<Rooms>::of(Part part) const {
  return LayerCrew<Rooms, Part>{*this, part};
}

/// One value of each of some images: what \p Part, a function or a pointer to a member, makes of
/// all of an image's values.
template <typename Values, typename Part>
class EachImage {
public:
  EachImage(std::span<std::unique_ptr<Values> const> images, Part part)
      : images_{images}, part_{part} {}

  /// The number of images.
  [[nodiscard]] std::size_t size() const { return images_.size(); }

  /// The value of image \p n.
  [[nodiscard]] auto& operator[](std::size_t n) const { return std::invoke(part_, *images_[n]); }

private:
  std::span<std::unique_ptr<Values> const> images_;
  Part part_;
};

/// Stands for gradients that nobody needs.
struct NotNeeded {
  [[nodiscard]] std::nullptr_t operator[](std::size_t) const { return nullptr; }
};

/// Calls f(first, count) for parts of at most \p most of \p images images, in order.
template <typename F>
void for_each_part(std::size_t images, std::size_t most, F const& f) {
  for (std::size_t first = 0; first < images; first += most) {
    f(first, std::min(most, images - first));
  }
}

} // namespace equivarify::runtime

#endif
