/// \file
/// Where the time of a network goes, by step and phase, in programs compiled with
/// EQUIVARIFY_PROFILE; in all others nothing is left of this.
///
/// One thread alone is measured: the marks are those of the whole program.
#ifndef EQUIVARIFY_RUNTIME_ARRAYS_PROFILE_HPP
#define EQUIVARIFY_RUNTIME_ARRAYS_PROFILE_HPP

#include <array>
#include <chrono>
#include <cstddef>
#include <string_view>

namespace equivarify::runtime {

/// What a layer does. `other` is what stands in none of the others: pooling, flattening, the lift.
enum class Phase {
  other,
  weights,          ///< weights to what the kernels use, gradients back
  input_transform,  ///< pixels and copies to factors
  products,         ///< of factors and weights
  output_transform, ///< products to pixels and copies, bias, activation
  gradient_transform,
  weight_gradients, ///< products for the gradients of weights
  input_gradients,  ///< products for the gradients of what was read
  input_adjoint,    ///< their way back to pixels and copies
};

inline constexpr std::array<std::string_view, 9> phase_names{"other",
                                                             "weights",
                                                             "input transform",
                                                             "products",
                                                             "output transform",
                                                             "gradient transform",
                                                             "weight gradients",
                                                             "input gradients",
                                                             "input adjoint"};

#if defined(EQUIVARIFY_PROFILE)

/// The seconds of each phase of each step. The time between two marks belongs to the innermost
/// scope.
class Profile {
public:
  static constexpr std::size_t most_steps = 64;

  struct Place {
    std::size_t step = 0;
    Phase phase = Phase::other;
  };

  /// Adds the time since the last mark to where the program was, which now is at \p next; returns
  /// where it was.
  Place move_to(Place next) {
    auto const now = Clock::now();
    seconds_[place_.step][static_cast<std::size_t>(place_.phase)] +=
        std::chrono::duration<double>(now - mark_).count();
    mark_ = now;
    Place const before = place_;
    place_ = next;
    return before;
  }

  [[nodiscard]] Place place() const { return place_; }

  [[nodiscard]] auto const& seconds() const { return seconds_; }

  void clear() {
    seconds_ = {};
    mark_ = Clock::now();
  }

private:
  using Clock = std::chrono::steady_clock;
  Place place_;
  Clock::time_point mark_ = Clock::now();
  std::array<std::array<double, phase_names.size()>, most_steps> seconds_{};
};

inline Profile profile;

/// The time until the end of this object is that of step \p step.
class StepScope {
public:
  explicit StepScope(std::size_t step) : before_{profile.move_to({step, Phase::other})} {}

  StepScope(StepScope const&) = delete;
  StepScope& operator=(StepScope const&) = delete;

  ~StepScope() { profile.move_to(before_); }

private:
  Profile::Place before_;
};

/// The time until the end of this object is that of phase \p phase of the step.
class PhaseScope {
public:
  explicit PhaseScope(Phase phase) : before_{profile.move_to({profile.place().step, phase})} {}

  PhaseScope(PhaseScope const&) = delete;
  PhaseScope& operator=(PhaseScope const&) = delete;

  ~PhaseScope() { profile.move_to(before_); }

private:
  Profile::Place before_;
};

#else

struct [[maybe_unused]] StepScope {
  constexpr explicit StepScope(std::size_t /*step*/) {}
};

struct [[maybe_unused]] PhaseScope {
  constexpr explicit PhaseScope(Phase /*phase*/) {}
};

#endif

} // namespace equivarify::runtime

#endif
