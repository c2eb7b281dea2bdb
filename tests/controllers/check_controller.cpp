// check_controller FILE [SHARE [STEPS]]: tries a controller before and after its lift on a lattice
// of states, writes the figures and pictures to FILE as JSON. Compiled with the headers that
// equivarify generates: BEFORE and AFTER are their namespaces, BEFORE_HEADER and AFTER_HEADER the
// files, STATES the header with the lattice.
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <new>
#include <string>
#include <vector>

#include "bitmap.hpp"
#include "lattice_check.hpp"

namespace {

std::size_t allocations = 0;

} // namespace

void* operator new(std::size_t size) {
  ++allocations;
  void* const memory = std::malloc(size);
  if (memory == nullptr) {
    std::abort();
  }
  return memory;
}

void operator delete(void* memory) noexcept {
  std::free(memory);
}

void operator delete(void* memory, std::size_t /*size*/) noexcept {
  std::free(memory);
}

namespace controllers {
namespace {

double processor_microseconds() {
  std::timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) * 1e-3;
}

/// How long single steps of the lift take, in processor time of one thread.
struct Times {
  double median = 0;
  double worst = 0;
  double within_twice = 0; ///< the share of steps within twice the median
  std::size_t allocations = 0;
};

Times time_steps(Networks& networks, Lattice const& states, std::size_t steps) {
  std::vector<float> inputs(chunk * entries);
  for (std::size_t n = 0; n < chunk; ++n) {
    fill(states.coordinates(n * 7919 % states.size()), {inputs.data() + n * entries, entries});
  }
  std::vector<float> answer(numbers);
  std::vector<double> times(steps);
  std::size_t const allocated = allocations;
  for (std::size_t n = 0; n < steps; ++n) {
    double const start = processor_microseconds();
    networks.after.forward({inputs.data() + n % chunk * entries, entries}, answer);
    times[n] = processor_microseconds() - start;
  }
  Times result;
  result.allocations = allocations - allocated;
  std::sort(times.begin(), times.end());
  result.median = times[steps / 2];
  result.worst = times.back();
  auto const late = std::upper_bound(times.begin(), times.end(), 2 * result.median);
  result.within_twice = static_cast<double>(late - times.begin()) / static_cast<double>(steps);
  return result;
}

constexpr std::size_t side = 121; ///< of a picture, odd: its middle is a state of the mirror's axis

/// A picture of decisions, or of how far the mirror is broken, of one network.
template <typename Engine>
std::vector<unsigned char> paint(Engine& engine, std::size_t which, double largest) {
  std::vector<unsigned char> cells;
  std::vector<float> inputs(2 * entries);
  std::vector<float> answers(2 * numbers);
  for (std::size_t cell = 0; cell < side * side; ++cell) {
    auto const at = [](std::size_t k) {
      return (2.0 * static_cast<double>(k) - (side - 1)) / (side - 1);
    };
    fill(picture_state(at(cell % side), -at(cell / side)), {inputs.data(), entries});
    move_input(inputs.data(), inputs.data() + entries);
    engine.forward(inputs, answers);
    if (decisions > 0) {
      cells.push_back(
          static_cast<unsigned char>(std::countr_zero(decision(answers.data(), which))));
      continue;
    }
    double defect = 0;
    for (std::size_t i = 0; i < numbers; ++i) {
      defect = std::max(
          defect,
          std::abs(static_cast<double>(answers[numbers + i]) - moved_answer(answers.data(), i)));
    }
    cells.push_back(static_cast<unsigned char>(std::min(1.0, defect / largest) * 250));
  }
  return cells;
}

void write_pictures(Networks& networks, Figures const& figures, std::FILE* file) {
  Palette const palette = decisions > 0 ? Palette::advice : Palette::heat;
  for (std::size_t which = 0; which < pictures; ++which) {
    auto const before_cells = paint(networks.before, which, figures.largest_defect);
    auto const after_cells = paint(networks.after, which, figures.largest_defect);
    std::fprintf(file,
                 "%s{\"title\": \"%s\", \"before\": \"%s\", \"after\": \"%s\"}",
                 which == 0 ? "" : ",\n",
                 picture_titles[which],
                 bitmap(before_cells, side, palette).c_str(),
                 bitmap(after_cells, side, palette).c_str());
  }
}

void write_json(std::FILE* file, Figures const& f, Times const& t, std::size_t steps) {
  std::fprintf(
      file,
      "{\"states\": %zu, \"exceptions\": %zu, \"compared\": %zu, \"not_means\": %zu,\n"
      " \"decisions\": %zu, \"mirrored_before\": %zu, \"kept\": %zu, \"broken_before\": %zu,\n"
      " \"wrong_decisions\": %zu, \"largest_defect\": %.9g, \"largest_answer\": %.9g,\n",
      f.states,
      f.exceptions,
      f.compared,
      f.not_means,
      decisions,
      f.decided,
      f.kept,
      f.broken,
      f.wrong_decisions,
      f.largest_defect,
      f.largest_answer);
  std::fprintf(file,
               " \"steps\": %zu, \"median_us\": %.3f, \"worst_us\": %.3f, \"within_twice\": %.7f, "
               "\"allocations\": %zu,\n \"pictures\": [\n",
               steps,
               t.median,
               t.worst,
               t.within_twice,
               t.allocations);
}

int run(char const* path, double share, std::size_t steps) {
  Networks networks;
  Lattice const states = lattice(share);
  Figures const figures = check_lattice(networks, states);
  Times const times = time_steps(networks, states, steps);
  std::FILE* const file = std::fopen(path, "w");
  if (file == nullptr) {
    std::perror(path);
    return 2;
  }
  write_json(file, figures, times, steps);
  write_pictures(networks, figures, file);
  std::fputs("]}\n", file);
  bool const is_written = std::fclose(file) == 0;
  bool const holds =
      figures.exceptions == 0 && figures.wrong_decisions == 0 && figures.kept == figures.decided;
  return !is_written ? 2 : (holds ? 0 : 1);
}

} // namespace
} // namespace controllers

int main(int count, char** arguments) {
  double const share = count > 2 ? std::atof(arguments[2]) : 1;
  std::size_t const steps = count > 3 ? std::strtoul(arguments[3], nullptr, 10) : 1'000'000;
  return controllers::run(arguments[1], share, steps);
}
