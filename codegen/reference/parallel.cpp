#include "equivarify/codegen/reference/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>
#include <vector>

namespace equivarify::codegen {

void for_each_index(std::size_t count, std::function<void(std::size_t)> const& piece) {
  std::atomic<std::size_t> next{0};
  auto const work = [&] {
    for (std::size_t index = next++; index < count; index = next++) {
      piece(index);
    }
  };
  std::size_t const cores = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::future<void>> helpers;
  for (std::size_t i = 1; i < std::min(cores, count); ++i) {
    helpers.push_back(std::async(std::launch::async, work));
  }
  work();
  for (std::future<void>& helper : helpers) {
    helper.get();
  }
}

} // namespace equivarify::codegen
