/// \file
/// The generated network as an engine of the benchmark; engines.py says what it is asked.
///
/// EQUIVARIFY_HEADER names the generated header, EQUIVARIFY_NETWORK its namespace.
#include "equivarify/runtime/arrays/profile.hpp"
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/base/parameters.hpp"
#include "equivarify/runtime/optimizer/optimizer.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <new>
#include <span>
#include <sstream>
#include <string>
#include <vector>

#include EQUIVARIFY_HEADER

#if defined(EQUIVARIFY_PROFILE)
#include "cycle_counter.hpp"
#endif

namespace {

std::atomic<std::size_t> allocations{0};

void* allocate(std::size_t size, std::size_t alignment) {
  ++allocations;
  std::size_t const rounded = (size + alignment - 1) / alignment * alignment;
  void* const place = std::aligned_alloc(alignment, rounded == 0 ? alignment : rounded);
  if (place == nullptr) {
    throw std::bad_alloc{};
  }
  return place;
}

} // namespace

// Every allocation is counted: inference must make none once it has begun.
void* operator new(std::size_t size) {
  return allocate(size, alignof(std::max_align_t));
}

void* operator new(std::size_t size, std::align_val_t alignment) {
  return allocate(size, static_cast<std::size_t>(alignment));
}

void operator delete(void* place) noexcept {
  std::free(place);
}

void operator delete(void* place, std::size_t) noexcept {
  std::free(place);
}

void operator delete(void* place, std::align_val_t) noexcept {
  std::free(place);
}

void operator delete(void* place, std::size_t, std::align_val_t) noexcept {
  std::free(place);
}

namespace {

using EQUIVARIFY_NETWORK::Model;
namespace rt = equivarify::runtime;

constexpr std::size_t pixels = Model::channels * Model::rows * Model::columns;

/// The numbers of an answer of \p M.
template <typename M>
constexpr std::size_t answer_size_of() {
  if constexpr (rt::JointModel<M>) {
    return rt::label_count<M>;
  } else {
    std::size_t size = 0;
    M::Outputs::for_each_output(
        [&]<typename O>() { size += rt::Head<typename M::Outputs::HeadGroup, O>::size; });
    return size;
  }
}

/// The numbers that training is told of an image.
template <typename M>
constexpr std::size_t target_size_of() {
  if constexpr (rt::JointModel<M>) {
    return 1;
  } else {
    return rt::OutputLosses<typename M::Outputs>::target_size;
  }
}

constexpr std::size_t answer_size = answer_size_of<Model>();
constexpr std::size_t target_size = target_size_of<Model>();

std::vector<float> read_floats(std::istream& file, std::size_t count) {
  std::vector<float> values(count);
  file.read(reinterpret_cast<char*>(values.data()),
            static_cast<std::streamsize>(count * sizeof(float)));
  return values;
}

std::vector<float> read_all(std::string const& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  auto const bytes = static_cast<std::size_t>(file.tellg());
  file.seekg(0);
  return read_floats(file, bytes / sizeof(float));
}

/// In a profile the optimiser stands for the last step.
constexpr std::size_t optimizer_step = 63;

/// Adam from its first step on.
class Optimizer {
public:
  explicit Optimizer(Model::Weights& weights)
      : parameters_(Model::parameters(weights)), moments_(rt::Moments::zero(parameters_)) {}

  void step(Model::Weights& gradient, rt::ThreadPool& pool) {
    rt::adam_update(rt::adam_step(Model::training, Model::training.learning_rate, number_++),
                    parameters_,
                    moments_,
                    Model::parameters(gradient),
                    pool);
  }

private:
  std::vector<rt::ParameterView> parameters_;
  rt::Moments moments_;
  std::size_t number_ = 0;
};

class Engine {
public:
  Engine(std::string const& folder, std::size_t threads)
      : pool_(threads), engine_(pool_), images_(read_all(folder + "/images.f32")) {
    std::vector<float> const targets = read_all(folder + "/targets.f32");
    targets_.assign(targets.begin(), targets.end());
    std::ifstream file(folder + "/weights.f32", std::ios::binary);
    for (rt::ParameterView const& parameter : Model::parameters(*weights_)) {
      rt::from_file_order(parameter, read_floats(file, parameter.values.size()));
    }
    engine_.load(*weights_);
  }

  void forward(std::size_t batch) {
    logits_.resize(batch * answer_size);
    engine_.forward({images_.data(), batch * pixels}, logits_);
  }

  /// One step of training; the loss before it.
  double train(std::size_t batch) {
    if (optimizer_ == nullptr) {
      optimizer_ = std::make_unique<Optimizer>(*weights_);
      gradient_ = std::make_unique<Model::Weights>();
    }
    double const loss = engine_.gradient(
        {images_.data(), batch * pixels}, {targets_.data(), batch * target_size}, *gradient_);
    {
      rt::StepScope const scope(optimizer_step);
      optimizer_->step(*gradient_, pool_);
    }
    engine_.load(*weights_);
    return loss;
  }

  [[nodiscard]] std::vector<float> const& logits() const { return logits_; }

private:
  rt::ThreadPool pool_;
  Model::Engine engine_;
  std::vector<float> images_;
  std::vector<float> logits_;
  std::vector<rt::TargetOf<Model>> targets_;
  std::unique_ptr<Model::Weights> weights_ = std::make_unique<Model::Weights>();
  std::unique_ptr<Model::Weights> gradient_;
  std::unique_ptr<Optimizer> optimizer_;
};

/// Calls \p once until \p seconds have passed, after one call to warm up.
template <typename Once>
std::string time(Once const& once, double seconds) {
  using Clock = std::chrono::steady_clock;
  once();
  std::size_t const allocated = allocations;
  std::size_t runs = 0;
  double passed = 0;
  for (auto const start = Clock::now(); passed < seconds;
       passed = std::chrono::duration<double>(Clock::now() - start).count()) {
    once();
    ++runs;
  }
  std::size_t const made = allocations - allocated;
  std::ostringstream answer;
  answer << R"({"runs": )" << runs << R"(, "seconds": )" << passed << R"(, "allocations": )" << made
         << '}';
  return answer.str();
}

#if defined(EQUIVARIFY_PROFILE)
/// The seconds of each phase of each step over calls of \p once that fill \p seconds.
template <typename Once>
std::string find_profile(Once const& once, double seconds) {
  using Clock = std::chrono::steady_clock;
  once();
  equivarify::benchmark::CycleCounter const counter;
  rt::profile.clear();
  std::size_t runs = 0;
  auto const start = Clock::now();
  while (std::chrono::duration<double>(Clock::now() - start).count() < seconds) {
    once();
    ++runs;
  }
  double const passed = std::chrono::duration<double>(Clock::now() - start).count();
  std::ostringstream answer;
  answer << R"({"runs": )" << runs << R"(, "seconds": )" << passed << R"(, "cycles": )";
  if (auto const cycles = counter.cycles()) {
    answer << *cycles;
  } else {
    answer << "null";
  }
  answer << R"(, "steps": [)";
  for (auto const& step : rt::profile.seconds()) {
    answer << (&step == &rt::profile.seconds().front() ? "[" : ", [");
    for (double const& phase : step) {
      answer << (&phase == &step.front() ? "" : ", ") << phase;
    }
    answer << ']';
  }
  answer << "]}";
  return answer.str();
}
#endif

std::string answer(Engine& engine, std::istringstream request) {
  std::string what;
  std::size_t batch = 0;
  request >> what >> batch;
  if (what == "logits") {
    std::string path;
    request >> path;
    engine.forward(batch);
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<char const*>(engine.logits().data()),
               static_cast<std::streamsize>(engine.logits().size() * sizeof(float)));
    return "{}";
  }
  if (what == "loss") {
    std::ostringstream loss;
    loss.precision(9);
    loss << R"({"loss": )" << engine.train(batch) << '}';
    return loss.str();
  }
  double seconds = 0;
  request >> seconds;
#if defined(EQUIVARIFY_PROFILE)
  return what == "forward" ? find_profile([&] { engine.forward(batch); }, seconds)
                           : find_profile([&] { engine.train(batch); }, seconds);
#endif
  return what == "forward" ? time([&] { engine.forward(batch); }, seconds)
                           : time([&] { engine.train(batch); }, seconds);
}

} // namespace

int main(int, char** argv) {
  Engine engine(argv[1], std::stoul(argv[2]));
  std::cout << R"({"version": "this revision"})" << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << answer(engine, std::istringstream(line)) << std::endl;
  }
}
