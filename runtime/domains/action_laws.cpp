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

/// Of a group by steps: generators from the right must pass those from the left, which the tree of
/// the steps defines (Light's test, on permutations in place of a table).
std::string broken_law_of_steps(Description const& network) {
  auto const name = [&network](std::size_t g) { return network.element_names[g]; };
  if (network.tree.sequence.size() != network.order) {
    return "the generators do not generate the group";
  }
  for (auto const& step : network.steps) {
    std::vector<std::uint32_t> const left = network.products_with(step[0]);
    for (auto const& right : network.steps) {
      for (std::size_t g = 0; g < network.order; ++g) {
        if (left[right[g]] != right[left[g]]) {
          return text(
              "(g h) k is not g (h k) for ", name(step[0]), ", ", name(g), " and ", name(right[0]));
        }
      }
    }
  }
  for (std::size_t g = 0; g < network.order; ++g) {
    if (network.times(g, network.inverse[g]) != 0) {
      return text("the inverse of ", name(g), " is wrong");
    }
  }
  return {};
}

std::string broken_group_law(Description const& network) {
  if (!network.steps.empty()) {
    return broken_law_of_steps(network);
  }
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

/// All elements, or of a group by steps its generators, of which all others are products.
std::vector<std::size_t> right_factors(Description const& network) {
  std::vector<std::size_t> factors;
  for (auto const& step : network.steps) {
    factors.push_back(step[0]);
  }
  for (std::size_t h = 0; network.steps.empty() && h < network.order; ++h) {
    factors.push_back(h);
  }
  return factors;
}

std::string broken_action_law(Description const& network, SignedAction const& action) {
  std::size_t const size = action.sources.front().size();
  for (std::size_t i = 0; i < size; ++i) {
    if (action.sources[0][i] != i || action.is_negated(0, i)) {
      return text("e moves ", action.of, " at number ", i);
    }
  }
  std::vector<std::size_t> const factors = right_factors(network);
  for (std::size_t g = 0; g < network.order; ++g) {
    for (std::size_t const h : factors) {
      std::size_t const gh = network.times(g, h);
      for (std::size_t i = 0; i < size; ++i) {
        if (!action.multiplies(g, h, gh, i)) {
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
