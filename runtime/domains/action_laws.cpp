#include "equivarify/runtime/domains/action_laws.hpp"

#include "equivarify/runtime/files/text.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::runtime {

namespace {

using Permutations = std::vector<std::vector<std::uint32_t>>;
using Signs = std::vector<std::vector<bool>>;

/// An action by signed permutations: (g x)[i] = x[sources[g][i]], negated where negated[g][i].
struct SignedAction {
  std::string of;
  Permutations const& sources;
  Signs const& negated;

  [[nodiscard]] bool is_negated(std::size_t g, std::size_t i) const {
    return !negated.empty() && negated[g][i];
  }

  /// Whether entry \p i of (g h) x is that of g (h x).
  [[nodiscard]] bool multiplies(std::size_t g, std::size_t h, std::size_t gh, std::size_t i) const {
    std::size_t const middle = sources[g][i];
    return sources[gh][i] == sources[h][middle] &&
           is_negated(gh, i) == (is_negated(g, i) != is_negated(h, middle));
  }
};

std::string broken_group_law(Description const& network) {
  auto const& product = network.product;
  auto const name = [&network](std::size_t g) { return network.element_names[g]; };
  for (std::size_t g = 0; g < network.order; ++g) {
    if (product[0][g] != g || product[g][0] != g) {
      return text("the first element is not neutral for ", name(g));
    }
    if (product[g][network.inverse[g]] != 0) {
      return text("the inverse of ", name(g), " is wrong");
    }
    for (std::size_t h = 0; h < network.order; ++h) {
      for (std::size_t k = 0; k < network.order; ++k) {
        if (product[product[g][h]][k] != product[g][product[h][k]]) {
          return text("(g h) k is not g (h k) for ", name(g), ", ", name(h), " and ", name(k));
        }
      }
    }
  }
  return {};
}

std::string broken_action_law(Description const& network, SignedAction const& action) {
  std::size_t const size = action.sources.front().size();
  for (std::size_t i = 0; i < size; ++i) {
    if (action.sources[0][i] != i || action.is_negated(0, i)) {
      return text("e moves ", action.of, " at number ", i);
    }
  }
  for (std::size_t g = 0; g < network.order; ++g) {
    for (std::size_t h = 0; h < network.order; ++h) {
      for (std::size_t i = 0; i < size; ++i) {
        if (!action.multiplies(g, h, network.product[g][h], i)) {
          return text("(g h) x is not g (h x) for x of ",
                      action.of,
                      ", g = ",
                      network.element_names[g],
                      " and h = ",
                      network.element_names[h],
                      ", at number ",
                      i);
        }
      }
    }
  }
  return {};
}

} // namespace

std::string broken_law(Description const& description) {
  std::string law = broken_group_law(description);
  if (law.empty()) {
    law = broken_action_law(
        description, {"the inputs", description.input_permutations, description.input_negated});
  }
  for (std::size_t i = 0; law.empty() && i < description.outputs.size(); ++i) {
    OutputFacts const& output = description.outputs[i];
    law = broken_action_law(description,
                            {"the output " + output.name, output.permutations, output.negated});
  }
  return law;
}

} // namespace equivarify::runtime
