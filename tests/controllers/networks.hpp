/// \file
/// A controller before and after its lift, as the generated headers AFTER_HEADER and BEFORE_HEADER
/// of the namespaces AFTER and BEFORE have it, and how the mirror moves its inputs and answers.
#ifndef EQUIVARIFY_TESTS_CONTROLLERS_NETWORKS_HPP
#define EQUIVARIFY_TESTS_CONTROLLERS_NETWORKS_HPP

#include AFTER_HEADER
#include BEFORE_HEADER

#include <cstddef>
#include <cstring>

namespace controllers {

namespace before = BEFORE;
namespace after = AFTER;
using Answer = after::rt::Head<after::Group, after::outputs::Output>;

constexpr std::size_t entries = after::Model::input_size;
constexpr std::size_t numbers = after::Model::output_size;
constexpr std::size_t mirror = 1; ///< the element of C2 that is not e

/// Both networks, with one thread each.
struct Networks {
  before::rt::ThreadPool before_pool{1};
  after::rt::ThreadPool after_pool{1};
  before::Model::Engine before{before_pool};
  after::Model::Engine after{after_pool};

  Networks() {
    before.load(*before::Model::trained_weights());
    after.load(*after::Model::trained_weights());
  }
};

/// Whether entry \p i of g x changes its sign.
template <typename Action>
bool changes_sign(std::size_t i) {
  if constexpr (requires { Action::input_negated; }) {
    return Action::input_negated[mirror][i];
  }
  return false;
}

/// g x.
inline void move_input(float const* x, float* y) {
  for (std::size_t i = 0; i < entries; ++i) {
    float const value = x[after::Action::input_permutations[mirror][i]];
    y[i] = changes_sign<after::Action>(i) ? 0.0F - value : value;
  }
}

/// Entry i of g y.
inline float moved_answer(float const* y, std::size_t i) {
  float const value = y[Answer::source(mirror, i)];
  return Answer::is_negated(mirror, i) ? 0.0F - value : value;
}

inline bool same_bits(float a, float b) {
  return std::memcmp(&a, &b, sizeof(float)) == 0;
}

} // namespace controllers

#endif
