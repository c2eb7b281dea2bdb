#include "equivarify/codegen/verify/given_up.hpp"

#include "equivarify/codegen/measure/counterexample.hpp"
#include "equivarify/codegen/measure/trial.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <utility>

namespace equivarify::codegen {
namespace {

/// Looks for an input where the copy at e of the output N is not F.
class ProjectionWitness {
public:
  ProjectionWitness(Network const& network, std::uint64_t seed)
      : network_{network}, plain_{network}, random_{seed} {
    plain_.construction.reset(); // its copy at e is F(x)
  }

  std::vector<std::string> find() {
    std::size_t const tries = affordable_tries(2 * plain_.multiply_adds());
    for (std::size_t i = 0; i < std::min<std::size_t>(tries, 50); ++i) {
      Trial const trial = random_trial(network_, network_.group.identity(), random_);
      if (difference(trial)) {
        return describe(shrink_while(
            trial, tries, [&](Trial const& smaller) { return difference(smaller).has_value(); }));
      }
    }
    return {"no small one was found"};
  }

private:
  /// The first class with another number in p N(x) than in F(x), and the two.
  [[nodiscard]] std::optional<Difference> difference(Trial const& trial) const {
    auto const projected = evaluate(network_, trial.weights, trial.x).back().copies.front();
    auto const plain = evaluate(plain_, trial.weights, trial.x).back().copies.front();
    for (std::size_t c = 0; c < projected.size(); ++c) {
      if (projected[c] != plain[c]) {
        return Difference{.entry = c, .turned_first = projected[c], .turned_last = plain[c]};
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::vector<std::string> describe(Trial const& trial) const {
    std::vector<std::string> lines{"x = " + sparse_text(trial.x, extents(network_.input))};
    for (auto const& parameter : trial.weights) {
      lines.push_back(
          fmt::format("{} = {}", parameter.name, sparse_text(parameter.values, parameter.shape)));
    }
    Difference const found = *difference(trial);
    lines.push_back(fmt::format("class {}: {} in p N(x), {} in F(x)",
                                network_.labels.classes[found.entry],
                                found.turned_first,
                                found.turned_last));
    return lines;
  }

  Network const& network_;
  Network plain_;
  std::mt19937_64 random_;
};

/// The name of an element of the subgroup that is not e.
std::string const& some_name(algebra::Subgroup const& subgroup) {
  return subgroup.group().name_of(subgroup.elements().back());
}

} // namespace

std::optional<GivenUp> given_up(Network const& network, std::uint64_t seed) {
  if (!network.construction || network.construction->subgroup.order() == 1) {
    return std::nullopt;
  }
  std::string const& h = some_name(network.construction->subgroup);
  switch (network.construction->kind) {
  case ConstructionKind::kernel_quotient:
    return GivenUp{
        "clause 3 for inputs that N moves; N moves none here",
        {fmt::format("X = G, F(e) = 0, F({0}) = 1: no F^ with F^({0}) = {0} F^(e), for {0} "
                     "in N fixes Z^{{xG/N}}",
                     h)}};
  case ConstructionKind::coinduction:
    return GivenUp{"clause 3 for maps that do not commute with H; F does here",
                   {fmt::format("X = G, F(e) = 0, F({0}) other than {0} 0: no F^ into Map_H(G, Z) "
                                "with p F^ = F, for p F^({0} x) = {0} p F^(x)",
                                h)}};
  case ConstructionKind::reynolds:
  case ConstructionKind::canonical:
    break;
  }
  return GivenUp{"p N = F of clause 3: N is made of another map than F",
                 ProjectionWitness{network, seed}.find()};
}

} // namespace equivarify::codegen
