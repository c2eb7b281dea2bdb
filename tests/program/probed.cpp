// tiny_c4 as a shared library, as somebody else would hand it to `equivarify probe`.
#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <span>
#include <vector>

#include "tiny_c4.hpp"

namespace {

using Model = tiny_c4::Model;

class Network {
public:
  Network() { engine_.load(*Model::read_weights(std::getenv("WEIGHTS"))); }

  int evaluate(std::span<float const> x, std::span<float> y) {
    if (x.size() != Model::channels * Model::rows * Model::columns ||
        y.size() != Model::order * Model::classes) {
      return 1;
    }
    engine_.forward(x, y);
    return 0;
  }

private:
  tiny_c4::rt::ThreadPool pool_{1};
  Model::Engine engine_{pool_};
};

int evaluate(std::span<float const> x, std::span<float> y) {
  static auto const network = std::make_unique<Network>();
  return network->evaluate(x, y);
}

} // namespace

extern "C" {

int equivarify_evaluate(float const* x, std::size_t n, float* y, std::size_t m) {
  return evaluate({x, n}, {y, m});
}

/// The rows in the order of the authors: copy h where copy h^-1 is.
int opposite(float const* x, std::size_t n, float* y, std::size_t m) {
  int const code = evaluate({x, n}, {y, m});
  std::swap_ranges(y + Model::classes, y + 2 * Model::classes, y + 3 * Model::classes);
  return code;
}

/// A network that does not look at the picture's first pixel.
int half_blind(float const* x, std::size_t n, float* y, std::size_t m) {
  std::vector<float> seen{x, x + n};
  seen[0] = 0;
  return evaluate(seen, {y, m});
}
}
