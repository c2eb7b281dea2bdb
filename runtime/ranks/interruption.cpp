#include "equivarify/runtime/ranks/interruption.hpp"

#include <cstddef>

namespace equivarify::runtime {

namespace {

/// SIGUSR1 is one that mpirun passes on; of SIGINT it makes a SIGTERM and a time limit.
constexpr std::array<int, 3> signals{SIGINT, SIGTERM, SIGUSR1};

volatile std::sig_atomic_t interrupted = 0;

// The C library has put the default action back by the time this runs: a second signal ends the
// program.
extern "C" void equivarify_note_interruption(int /*signal*/) {
  interrupted = 1;
}

} // namespace

Interruption::Interruption() {
  interrupted = 0;
  struct sigaction action = {};
  action.sa_handler = equivarify_note_interruption;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  for (std::size_t i = 0; i < signals.size(); ++i) {
    sigaction(signals[i], &action, &previous_[i]);
  }
}

Interruption::~Interruption() {
  for (std::size_t i = 0; i < signals.size(); ++i) {
    sigaction(signals[i], &previous_[i], nullptr);
  }
}

bool Interruption::wanted() {
  return interrupted != 0;
}

} // namespace equivarify::runtime
