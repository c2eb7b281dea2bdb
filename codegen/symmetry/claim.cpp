#include "equivarify/codegen/symmetry/claim.hpp"

#include "equivarify/codegen/layers/commutation.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/symmetry/ties.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<double>;

Values moved(algebra::SignedPermutation const& moves, Values const& z) {
  Values result;
  result.reserve(z.size());
  for (std::size_t i = 0; i < moves.gather.size(); ++i) {
    double const value = z[moves.gather[i]];
    result.push_back(moves.negated[i] ? 0 - value : value);
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
    weight_ = tied(weight_ties(symmetry));
    bias_ = tied(bias_ties(symmetry));
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

  /// Weights that are tied only where the spec says so: an untied layer shows what it does.
  [[nodiscard]] Values tied(Ties const& ties) {
    Values values = whole_numbers(ties.size(), 1);
    for (std::size_t i = 0; is_tied(symmetry_.layer.operation) && i < values.size(); ++i) {
      values[i] = tied_value(values, ties[i]);
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
    Tensors<double> tensors{weight_};
    if (!bias_.empty()) {
      tensors.emplace_back(bias_);
    }
    return evaluate_layer(symmetry_.layer, tensors, xs);
  }

  [[nodiscard]] std::optional<std::size_t> first_difference(std::size_t h, Values const& z) const {
    Values const first = layer(moved(symmetry_.input[h], z));
    Values const last = moved(symmetry_.output[h], layer(z));
    auto const place = std::mismatch(first.begin(), first.end(), last.begin(), are_one_value).first;
    return place == first.end() ? std::nullopt
                                : std::optional{static_cast<std::size_t>(place - first.begin())};
  }

  /// Where a function is not defined, as log is below 0, both sides are no number.
  [[nodiscard]] static bool are_one_value(double left, double right) {
    return left == right || (std::isnan(left) && std::isnan(right));
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
    return {fmt::format("of the layer alone, {0}(h z) is not h {0}(z):", name),
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

/// How the layer fares under the subgroup, for all weights and inputs.
Fit fit_of(LayerSymmetry const& symmetry) {
  Ties const ties = is_tied(symmetry.layer.operation) ? all_ties(symmetry) : Ties{};
  Fit worst = Fit::holds;
  for (std::size_t h = 0; h < symmetry.input.size() && worst != Fit::changes_signs; ++h) {
    worst = std::max(worst, fit(symmetry.layer, symmetry.input[h], symmetry.output[h], ties));
  }
  return worst;
}

std::string reason_of(LayerSymmetry const& symmetry) {
  Operation const& operation = symmetry.layer.operation;
  if (symmetry.reason.empty() && !is_tied(operation) && has_ties(symmetry)) {
    return "its weights are free: \"tied\": true would make those equal that the claim needs equal";
  }
  Fit const found = symmetry.reason.empty() ? fit_of(symmetry) : Fit::holds;
  if (found == Fit::changes_signs) {
    return fmt::format("signs change, and {} of -z is not minus {} of z",
                       type_name(operation),
                       type_name(operation));
  }
  if (found != Fit::holds) {
    StructuralClass const structure = structure_of(operation);
    return structure == StructuralClass::sum_of_values
               ? "it adds values that move in different ways"
           : structure == StructuralClass::product_of_values
               ? "it multiplies values that move in different ways"
               : "its outputs are made of other terms once the entries have moved";
  }
  return symmetry.reason;
}

/// What was found of a layer that commutes.
std::string what_holds(LayerClaim const& layer) {
  return layer.values_compared == 0
             ? "made of the same terms, whatever it computes"
             : fmt::format("{} values equal, exactly", layer.values_compared);
}

} // namespace

bool ClaimCheck::holds() const {
  return left_out.empty() &&
         std::all_of(layers.begin(), layers.end(), [](auto const& layer) { return layer.holds(); });
}

ClaimVerdict ClaimCheck::verdict() const {
  return holds()                   ? ClaimVerdict::holds
         : !counterexample.empty() ? ClaimVerdict::refuted
         : left_out.empty()        ? ClaimVerdict::not_proved
                                   : ClaimVerdict::unfinished;
}

ClaimCheck check_claim(Network const& network, std::uint64_t seed, algebra::Watch const& watch) {
  algebra::Subgroup const& subgroup = network.construction->subgroup;
  ClaimCheck check{.subgroup = subgroup.to_string()};
  for (algebra::Element const h : subgroup.elements()) {
    check.elements.push_back(network.group.name_of(h));
  }
  std::vector<std::string> generators;
  for (algebra::Element const h : subgroup.generators()) {
    generators.push_back(network.group.name_of(h));
  }
  watch.tell("how the layers move what they read");
  std::vector<LayerSymmetry> const symmetries = layer_symmetries(network);
  for (LayerSymmetry const& symmetry : symmetries) {
    if (!watch.has_time()) {
      check.left_out = fmt::format("{} of {} layers, from {} on",
                                   symmetries.size() - check.layers.size(),
                                   symmetries.size(),
                                   symmetry.layer.name);
      break;
    }
    watch.tell("layer " + symmetry.layer.name);
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
  ClaimVerdict const verdict = check.verdict();
  constexpr std::size_t few = 64;
  std::string const elements = check.elements.size() > few
                                   ? fmt::format(", {} elements", check.elements.size())
                                   : fmt::format(" = {{{}}}", fmt::join(check.elements, ", "));
  std::string text = fmt::format("  {}  already          F(h x) = h F(x) for h in {}{}\n",
                                 verdict == ClaimVerdict::holds        ? "holds  "
                                 : verdict == ClaimVerdict::refuted    ? "REFUTED"
                                 : verdict == ClaimVerdict::not_proved ? "NOT PROVED"
                                                                       : "UNFINISHED",
                                 check.subgroup,
                                 elements);
  for (LayerClaim const& layer : check.layers) {
    text += fmt::format("             {}: {}\n",
                        layer.layer,
                        layer.holds()          ? what_holds(layer)
                        : layer.reason.empty() ? "does not commute"
                                               : layer.reason);
    for (std::string const& line :
         verdict == ClaimVerdict::refuted ? check.counterexample : layer.counterexample) {
      text += layer.holds() ? "" : fmt::format("               {}\n", line);
    }
  }
  if (verdict == ClaimVerdict::unfinished) {
    text += fmt::format("             left out, as there was no time: {}\n", check.left_out);
  }
  return verdict != ClaimVerdict::not_proved
             ? text
             : text + fmt::format(
                          "             tried: the whole network on {} random inputs{}; F(h x) "
                          "= h F(x) on all of them, which proves nothing\n",
                          check.inputs_tried,
                          check.has_given_weights ? "" : " and weights");
}

} // namespace equivarify::codegen
