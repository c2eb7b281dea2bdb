// Measures the two limits of this machine; `equivarify plan` compiles and runs it.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <new>
#include <thread>
#include <vector>

namespace {

#if defined(__AVX512F__)
constexpr std::size_t lanes = 16;
#elif defined(__AVX__)
constexpr std::size_t lanes = 8;
#else
constexpr std::size_t lanes = 4;
#endif
using Vector [[gnu::vector_size(lanes * sizeof(float))]] = float;

constexpr std::size_t chains =
    12; // more than the latency of a multiply-add times their number a cycle
constexpr std::size_t array_size = std::size_t{1} << 26U;

float volatile sink;

double seconds_of(std::function<void()> const& work) {
  auto const start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void on_all(std::size_t threads, std::function<void(std::size_t)> const& work) {
  std::vector<std::thread> team;
  for (std::size_t thread = 0; thread < threads; ++thread) {
    team.emplace_back(work, thread);
  }
  for (std::thread& member : team) {
    member.join();
  }
}

void multiply_add(std::size_t rounds) {
  // NOLINTNEXTLINE(modernize-avoid-c-arrays): a template argument loses the vector
  Vector sums[chains] = {};
  Vector factor = Vector{} + 0.999F;
  Vector term = Vector{} + 0.001F;
  for (std::size_t round = 0; round < rounds; ++round) {
    asm volatile("" : "+x"(factor), "+x"(term)); // keeps the compiler from solving the recurrence
    for (Vector& sum : sums) {
      sum = sum * factor + term;
    }
  }
  Vector total{};
  for (Vector const& sum : sums) {
    total += sum;
  }
  sink = total[0];
}

void read(float const* begin, std::size_t count) {
  // NOLINTNEXTLINE(modernize-avoid-c-arrays): a template argument loses the vector
  Vector sums[4] = {};
  auto const* values = reinterpret_cast<Vector const*>(begin);
  for (std::size_t i = 0; i < count / lanes; i += 4) {
    for (std::size_t k = 0; k < 4; ++k) {
      sums[k] += values[i + k];
    }
  }
  sink = (sums[0] + sums[1] + sums[2] + sums[3])[0];
}

double best_of(std::size_t times, std::function<void()> const& work) {
  double best = seconds_of(work);
  while (--times > 0) {
    best = std::min(best, seconds_of(work));
  }
  return best;
}

} // namespace

int main() {
  std::size_t const threads = std::max(1U, std::thread::hardware_concurrency());
  constexpr std::size_t rounds = 5'000'000;
  double const compute =
      best_of(3, [&] { on_all(threads, [](std::size_t) { multiply_add(rounds); }); });
  auto* const array =
      static_cast<float*>(::operator new (array_size * sizeof(float), std::align_val_t{64}));
  std::size_t const share = array_size / threads / 64 * 64;
  on_all(threads, [&](std::size_t thread) { std::fill_n(array + thread * share, share, 1.0F); });
  double const memory = best_of(3, [&] {
    on_all(threads, [&](std::size_t thread) { read(array + thread * share, share); });
  });
  std::printf("%zu %.9g %.9g\n",
              threads,
              static_cast<double>(rounds * chains * lanes * threads) / compute,
              static_cast<double>(share * threads * sizeof(float)) / memory);
}
