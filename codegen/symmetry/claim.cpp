#include "equivarify/codegen/symmetry/claim.hpp"

#include "equivarify/codegen/layers/commutation.hpp"
#include "equivarify/codegen/layers/incidence.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/symmetry/layer_symmetry.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <random>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<double>;

Values moved(EntrySources const& sources, Values const& z) {
  Values result;
  result.reserve(z.size());
  for (std::uint32_t const source : sources) {
    result.push_back(z[source]);
  }
  return result;
}

/// `3 at 5, 0 elsewhere`: the entries of a value that are not 0.
std::string sparse(Values const& values) {
  std::string text;
  std::size_t count = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] != 0 && ++count <= 4) {
      text += fmt::format("{}{} at {}", text.empty() ? "" : ", ", values[i], i);
    }
  }
  return count == 0 ? "0" : text + (count <= 4 ? ", 0 elsewhere" : ", ...");
}

/// Weights and inputs that are whole numbers, small enough for sums to be exact.
class LayerTrial {
public:
  LayerTrial(LayerSymmetry const& symmetry, std::vector<std::string> names, std::uint64_t seed)
      : symmetry_{symmetry}, names_{std::move(names)}, random_{seed} {
    weight_ = tied(whole_numbers(weight_orbits(symmetry).size(), 1), weight_orbits(symmetry));
    bias_ = tied(whole_numbers(bias_orbits(symmetry).size(), 1), bias_orbits(symmetry));
  }

  LayerClaim run() {
    LayerClaim claim{.layer = symmetry_.layer.name};
    if (!is_exact(structure_of(symmetry_.layer.operation))) {
      return claim;
    }
    Values const z = whole_numbers(symmetry_.layer.entries(), window());
    for (std::size_t h = 0; h < symmetry_.input.size(); ++h) {
      claim.values_compared += symmetry_.layer.output.size();
      if (first_difference(h, z)) {
        claim.counterexample = describe(h, smallest(h, z));
        return claim;
      }
    }
    return claim;
  }

private:
  Values whole_numbers(std::size_t count, double unit) {
    Values values(count);
    std::generate(values.begin(), values.end(), [&] {
      return unit * (static_cast<double>(random_() % 9) - 4.0);
    });
    return values;
  }

  /// Tied only where the spec says so: an untied layer shows what it does.
  [[nodiscard]] Values tied(Values values, std::vector<std::uint32_t> const& orbits) const {
    for (std::size_t i = 0; is_tied(symmetry_.layer.operation) && i < values.size(); ++i) {
      values[i] = values[orbits[i]];
    }
    return values;
  }

  /// The number of entries of a window, whose mean is a whole number if they are multiples of it.
  [[nodiscard]] double window() const {
    Layer const& layer = symmetry_.layer;
    if (structure_of(layer.operation) != StructuralClass::mean_in_windows) {
      return 1.0;
    }
    Extent const size = window_of(layer).size;
    return static_cast<double>(size.rows * size.columns);
  }

  /// At the entries \p z of all values that the layer reads, one value after another.
  [[nodiscard]] Values layer(Values const& z) const {
    Inputs<double> xs;
    auto begin = z.begin();
    for (Shape const& shape : symmetry_.layer.inputs) {
      auto const end = begin + static_cast<std::ptrdiff_t>(shape.size());
      xs.emplace_back(begin, end);
      begin = end;
    }
    Tensors<double> const tensors{weight_, bias_};
    return evaluate_layer(symmetry_.layer, tensors, xs);
  }

  [[nodiscard]] std::optional<std::size_t> first_difference(std::size_t h, Values const& z) const {
    Values const first = layer(moved(symmetry_.input[h], z));
    Values const last = moved(symmetry_.output[h], layer(z));
    auto const place = std::mismatch(first.begin(), first.end(), last.begin()).first;
    return place == first.end() ? std::nullopt
                                : std::optional{static_cast<std::size_t>(place - first.begin())};
  }

  /// An input with one entry, or none, that shows it too; \p z if there is none.
  [[nodiscard]] Values smallest(std::size_t h, Values const& z) const {
    Values candidate(z.size());
    if (first_difference(h, candidate)) {
      return candidate;
    }
    constexpr std::size_t tries = 2000;
    for (std::size_t i = 0; i < std::min(tries, z.size()); ++i) {
      candidate[i] = window();
      if (first_difference(h, candidate)) {
        return candidate;
      }
      candidate[i] = 0;
    }
    return z;
  }

  [[nodiscard]] std::vector<std::string> describe(std::size_t h, Values const& z) const {
    std::size_t const place = first_difference(h, z).value_or(0);
    std::string const& name = symmetry_.layer.name;
    return {fmt::format("refutes: {0}(h z) = h {0}(z)", name),
            fmt::format("h = {}", names_[h]),
            "z = " + sparse(z),
            fmt::format("entry {}: {} in {}(h z), {} in h {}(z)",
                        place,
                        layer(moved(symmetry_.input[h], z))[place],
                        name,
                        moved(symmetry_.output[h], layer(z))[place],
                        name)};
  }

  LayerSymmetry const& symmetry_;
  std::vector<std::string> names_;
  std::mt19937_64 random_;
  Values weight_;
  Values bias_;
};

using Terms = std::vector<IncidenceTerm>;

/// \p terms, entry i of which is entry \p sources[i] of another value and weights that are tied
/// count as one. \p orbits are those of the weights, then of the biases.
Terms renamed(Terms terms, EntrySources const& sources, std::vector<std::uint32_t> const& orbits) {
  for (IncidenceTerm& term : terms) {
    term.entry = term.entry == no_entry ? no_entry : sources[term.entry];
    term.weight = orbits.empty() ? term.weight : orbits[term.weight];
  }
  std::sort(terms.begin(), terms.end());
  return terms;
}

/// Whether each output of L(h z) is made of the same terms as that of L(z) which h puts there.
bool has_same_terms(LayerSymmetry const& symmetry) {
  Layer const& layer = symmetry.layer;
  std::vector<std::uint32_t> orbits;
  if (is_tied(layer.operation)) {
    orbits = weight_orbits(symmetry);
    auto const weights = static_cast<std::uint32_t>(orbits.size());
    for (std::uint32_t const bias : bias_orbits(symmetry)) {
      orbits.push_back(weights + bias);
    }
  }
  EntrySources in_place(layer.entries());
  std::iota(in_place.begin(), in_place.end(), 0U);
  for (std::size_t h = 0; h < symmetry.input.size(); ++h) {
    for (std::size_t o = 0; o < layer.output.size(); ++o) {
      if (renamed(terms_of(layer, o), symmetry.input[h], orbits) !=
          renamed(terms_of(layer, symmetry.output[h][o]), in_place, orbits)) {
        return false;
      }
    }
  }
  return true;
}

std::string reason_of(LayerSymmetry const& symmetry) {
  if (symmetry.reason.empty() && !is_tied(symmetry.layer.operation) && has_ties(symmetry)) {
    return "its weights are free: \"tied\": true would make those equal that the claim needs equal";
  }
  if (symmetry.reason.empty() && !has_same_terms(symmetry)) {
    StructuralClass const structure = structure_of(symmetry.layer.operation);
    return structure == StructuralClass::sum_of_values
               ? "it adds values that move in different ways"
           : structure == StructuralClass::product_of_values
               ? "it multiplies values that move in different ways"
               : "its outputs are made of other terms once the entries have moved";
  }
  return symmetry.reason;
}

} // namespace

bool ClaimCheck::holds() const {
  return std::all_of(layers.begin(), layers.end(), [](auto const& layer) { return layer.holds(); });
}

ClaimCheck check_claim(Network const& network, std::uint64_t seed) {
  algebra::Subgroup const& subgroup = network.construction->subgroup;
  ClaimCheck check{.subgroup = subgroup.to_string()};
  for (algebra::Element const h : subgroup.elements()) {
    check.elements.push_back(network.group.name_of(h));
  }
  std::vector<std::string> generators;
  for (algebra::Element const h : subgroup.generators()) {
    generators.push_back(network.group.name_of(h));
  }
  for (LayerSymmetry const& symmetry : layer_symmetries(network)) {
    std::string reason = reason_of(symmetry);
    bool const computable = symmetry.reason.empty();
    check.layers.push_back(computable ? LayerTrial{symmetry, generators, seed}.run()
                                      : LayerClaim{.layer = symmetry.layer.name});
    check.layers.back().reason = std::move(reason);
    if (!check.layers.back().holds()) {
      break;
    }
  }
  return check;
}

std::string to_text(ClaimCheck const& check) {
  std::string text = fmt::format("  {}  already          F(h x) = h F(x) for h in {} = {{{}}}\n",
                                 check.holds() ? "holds  " : "REFUTED",
                                 check.subgroup,
                                 fmt::join(check.elements, ", "));
  for (LayerClaim const& layer : check.layers) {
    text +=
        fmt::format("             {}: {}\n",
                    layer.layer,
                    layer.holds() ? fmt::format("{} values equal, exactly", layer.values_compared)
                    : layer.reason.empty() ? "does not commute"
                                           : layer.reason);
    for (std::string const& line : layer.counterexample) {
      text += fmt::format("               {}\n", line);
    }
  }
  return text;
}

} // namespace equivarify::codegen
