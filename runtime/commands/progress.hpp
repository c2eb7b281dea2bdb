/// \file
/// What a person sees while the program works.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_PROGRESS_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_PROGRESS_HPP

#include "equivarify/runtime/commands/console.hpp"
#include "equivarify/runtime/training/training_state.hpp"

#include <chrono>
#include <cstddef>
#include <string>

namespace equivarify::runtime {

/// A line that is written over on a terminal, at most ten times a second; nothing elsewhere.
class LiveLine {
public:
  explicit LiveLine(Console const& console) : console_(console) {}

  LiveLine(LiveLine const&) = delete;
  LiveLine(LiveLine&&) = delete;
  LiveLine& operator=(LiveLine const&) = delete;
  LiveLine& operator=(LiveLine&&) = delete;

  ~LiveLine() { clear(); }

  /// Whether a call of `show` would be seen now.
  [[nodiscard]] bool due() const;

  /// Shows \p line in place of the one before.
  void show(std::string const& line);

  /// Leaves an empty line, ready for other output.
  void clear();

private:
  Console console_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point next_ = std::chrono::steady_clock::now();
};

/// A bar of \p width characters, \p share of it full.
[[nodiscard]] std::string bar(double share, std::size_t width);

/// Shows `WHAT [bar] 45 %` on a terminal while images are gone through.
class CountProgress {
public:
  CountProgress(Console const& console, std::string what)
      : line_(console), what_(std::move(what)) {}

  /// Says that \p done of \p total are done.
  void update(std::size_t done, std::size_t total);

  /// Takes the line away.
  void clear() { line_.clear(); }

private:
  LiveLine line_;
  std::string what_;
};

/// Shows how a training goes: a bar with epoch, images per second, loss and time left on a
/// terminal, some lines an epoch elsewhere, and one line for each finished epoch on both.
class TrainingProgress {
public:
  /// Starts from \p start, where a training goes on.
  TrainingProgress(Console const& console,
                   TrainingSettings const& settings,
                   TrainingState const& start);

  /// Takes in where the training stands after a step.
  void update(TrainingState const& state);

private:
  [[nodiscard]] std::string now_line(TrainingState const& state, bool with_bar) const;
  void show_epoch(TrainingState const& state);
  void show_part(TrainingState const& state);
  [[nodiscard]] std::size_t part_of_epoch(TrainingState const& state) const;
  [[nodiscard]] double images_per_second(TrainingState const& state) const;
  [[nodiscard]] std::size_t images_done(TrainingState const& state) const;

  Console console_;
  TrainingSettings settings_;
  LiveLine line_;
  std::size_t first_images_;
  std::size_t epochs_shown_;
  std::size_t part_shown_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

} // namespace equivarify::runtime

#endif
