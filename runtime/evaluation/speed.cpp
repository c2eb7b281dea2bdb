#include "equivarify/runtime/evaluation/speed.hpp"

#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/training/trainer.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <utility>
#include <vector>

#if defined(__linux__)
#include <sys/resource.h>
#endif

namespace equivarify::runtime {

namespace {

using Action = std::function<void()>;

/// The seconds of one call, from as many calls as fill the time asked for.
double seconds_of(Action const& action, double least) {
  auto const start = std::chrono::steady_clock::now();
  std::chrono::duration<double> time{0};
  std::size_t calls = 0;
  while (time.count() < least) {
    action();
    calls += 1;
    time = std::chrono::steady_clock::now() - start;
  }
  return time.count() / static_cast<double>(calls);
}

Speed measure(Action const& action, std::size_t batch, SpeedOptions const& options) {
  action(); // brings code and data to where they are in long runs
  std::vector<double> times(options.repetitions);
  std::generate(times.begin(), times.end(), [&] { return seconds_of(action, options.seconds); });
  auto const middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  return {batch, 1000 * *middle, static_cast<double>(batch) / *middle};
}

/// The most memory that this process has had so far, in bytes.
std::size_t peak_memory() {
#if defined(__linux__)
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
#else
  return 0;
#endif
}

/// Random pictures, and targets of zeros: speed does not depend on them.
Dataset random_images(Description const& description, std::size_t count) {
  Random random(1);
  std::vector<std::uint8_t> pixels(count * description.input_size());
  for (std::uint8_t& pixel : pixels) {
    pixel = static_cast<std::uint8_t>(random.below(256));
  }
  std::vector<std::uint32_t> classes(count);
  for (std::uint32_t& label : classes) {
    label = static_cast<std::uint32_t>(
        random.below(std::max<std::size_t>(1, description.classes))); // none with outputs
  }
  Dataset data = pictures_of_bytes(description.input_size(), std::move(pixels), std::move(classes));
  if (description.training.pose == Pose::given) {
    data.poses.assign(count, 0);
  }
  for (OutputFacts const& output : description.outputs) {
    std::size_t const size = output.target_size();
    data.targets.push_back(
        {{count, size}, NumberType::u8, std::vector<std::uint8_t>(count * size)});
  }
  return data;
}

Speed forward_speed(Network& network, std::size_t batch, SpeedOptions const& options) {
  Description const& description = network.description();
  std::vector<float> images(batch * description.input_size());
  to_floats(random_images(description, batch).inputs.bytes, images);
  std::vector<float> answers(batch * description.output_size());
  return measure([&] { network.forward(images, answers); }, batch, options);
}

Speed training_speed(Network& network, ThreadPool& pool, SpeedOptions const& options) {
  std::size_t const batch = std::min(options.batch, network.description().largest_batch);
  Dataset const data = random_images(network.description(), 4 * batch);
  TrainingSettings settings{.plan = network.description().training, .images = data.size()};
  settings.plan.batch = batch;
  settings.plan.epochs = std::size_t{1} << 30U; // more than are done
  Trainer trainer(network, data, settings, pool);
  return measure([&] { trainer.step(); }, batch, options);
}

} // namespace

SpeedReport measure_speed(Network& network, ThreadPool& pool, SpeedOptions const& options) {
  SpeedReport report;
  report.forward.push_back(forward_speed(network, 1, options));
  if (options.batch != 1) {
    report.forward.push_back(forward_speed(network, options.batch, options));
  }
  report.forward_bytes = peak_memory();
  if (network.is_trainable()) {
    report.training = training_speed(network, pool, options);
  }
  report.training_bytes = peak_memory();
  return report;
}

} // namespace equivarify::runtime
