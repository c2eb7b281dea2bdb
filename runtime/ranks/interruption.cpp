#include "equivarify/runtime/ranks/interruption.hpp"

namespace equivarify::runtime {

namespace {

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
  sigaction(SIGINT, &action, &previous_interrupt_);
  sigaction(SIGTERM, &action, &previous_termination_);
}

Interruption::~Interruption() {
  sigaction(SIGINT, &previous_interrupt_, nullptr);
  sigaction(SIGTERM, &previous_termination_, nullptr);
}

bool Interruption::wanted() {
  return interrupted != 0;
}

} // namespace equivarify::runtime
