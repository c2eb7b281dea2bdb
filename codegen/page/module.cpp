// The network as a WebAssembly module: NETWORK is its namespace. All pictures are read and all
// answers are written in memory that the module names; a call with another picture overwrites them.
// An error ends the module with a message.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "network.hpp"

namespace {

using Model = NETWORK::Model;
namespace rt = NETWORK::rt;

constexpr std::size_t pixels = Model::channels * Model::rows * Model::columns;
constexpr std::size_t labels = Model::order * Model::classes;

struct State {
  rt::ThreadPool pool;
  std::vector<unsigned char> weight_file;
  std::unique_ptr<Model::Engine> engine;
  std::vector<float> picture = std::vector<float>(pixels);
  std::vector<float> moved = std::vector<float>(pixels);
  std::vector<float> logits = std::vector<float>(labels);
  std::vector<float> probabilities = std::vector<float>(labels);
  rt::Answer answer;
  std::vector<std::uint32_t> best; // element and class, one pair after another
};

State state;

} // namespace

#define EXPORTED(name) extern "C" __attribute__((export_name(#name))) auto name

// Room for a weight file.
EXPORTED(weight_file)(std::size_t bytes)->unsigned char* {
  state.weight_file.resize(bytes);
  return state.weight_file.data();
}

// Reads what was written there; it is needed no longer.
EXPORTED(load)()->void {
  auto const weights = Model::read_weights(std::span<unsigned char const>(state.weight_file));
  state.weight_file = {};
  state.engine = std::make_unique<Model::Engine>(state.pool);
  state.engine->load(*weights);
}

EXPORTED(picture)()->float* {
  return state.picture.data();
}

// The picture moved by the element with this number.
EXPORTED(move)(std::size_t element)->float const* {
  for (std::size_t i = 0; i < pixels; ++i) {
    state.moved[i] = rt::moved_entry<Model>(state.picture.data(), element, i);
  }
  return state.moved.data();
}

// The answer to the picture; its parts are read by the functions that follow.
EXPORTED(run)()->void {
  state.engine->forward(state.picture, state.logits);
  rt::joint_softmax(state.logits, Model::classes, state.probabilities);
  state.answer = rt::best_answers<Model>(state.logits);
  state.best.clear();
  for (rt::Label const& label : state.answer.best) {
    state.best.push_back(static_cast<std::uint32_t>(label.element));
    state.best.push_back(static_cast<std::uint32_t>(label.class_index));
  }
}

EXPORTED(logits)()->float const* {
  return state.logits.data();
}

EXPORTED(probabilities)()->float const* {
  return state.probabilities.data();
}

EXPORTED(marginals)()->double const* {
  return state.answer.marginals.data();
}

EXPORTED(best)()->std::uint32_t const* {
  return state.best.data();
}

EXPORTED(best_count)()->std::size_t {
  return state.answer.best.size();
}

EXPORTED(class_probability)()->double {
  return state.answer.class_probability;
}

EXPORTED(pose_probability)()->double {
  return state.answer.pose_probability;
}

EXPORTED(is_exact)()->int {
  return Model::is_exact ? 1 : 0;
}
