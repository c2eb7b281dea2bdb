#include "equivarify/codegen/compare/alternative.hpp"

#include "equivarify/codegen/compare/plain_spec.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/layers/dense.hpp"
#include "equivarify/codegen/reference/construction_evaluator.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/spec/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<float>;

/// The spec of F : X -> classes: without the sheets that its construction may ask for.
Spec without_sheets(Spec spec, Network const& network) {
  std::size_t const sheets = network.construction ? network.construction->sheets : 1;
  if (!network.outputs.empty()) {
    return spec;
  }
  for (BlockSpec& block : spec.network) {
    for (LayerSpec& layer : block.layers) {
      auto* dense = layer.operation.as<Dense>();
      if (dense != nullptr && sheets > 1 &&
          dense->units == sheets * network.labels.classes.size()) {
        dense->units /= sheets;
      }
    }
  }
  return spec;
}

/// F(x), of which the sheet of e is kept; all of it where outputs cut it into their parts.
Values
plain_value(Network const& network, ReferenceWeights<float> const& weights, Values const& x) {
  Values value = evaluate_plainly(network, weights, x);
  if (network.outputs.empty()) {
    value.resize(network.labels.classes.size()); // the sheet of e
  }
  return value;
}

/// The entries of \p values from \p first on that the parts of \p output have.
Values part_of(Output const& output, Values const& values, std::size_t first) {
  auto const begin = values.begin() + static_cast<std::ptrdiff_t>(first);
  return {begin, begin + static_cast<std::ptrdiff_t>(output.shape.size())};
}

/// The least array above \p x that \p g fixes, entry by entry.
Values fixed_by(Network const& network, algebra::Element g, Values x) {
  for (std::uint32_t i = 0; i < network.group.element_order(g); ++i) {
    Values const moved = act_on_input(network, g, x);
    std::transform(x.begin(), x.end(), moved.begin(), x.begin(), [](float a, float b) {
      return std::max(a, b);
    });
  }
  return x;
}

/// Measures one network.
class Meter {
public:
  Meter(Network const& network, Alternative& alternative)
      : network_{network}, alternative_{alternative}, found_{*alternative.found} {}

  void measure(CompareOptions const& options) {
    std::size_t const order = network_.group.order();
    std::size_t const cost = 2 * (order + 1) * (network_.multiply_adds() + 1);
    std::size_t const trials =
        options.trials != 0 ? options.trials : std::clamp<std::size_t>(few_seconds / cost, 1, 4);
    for (std::size_t i = 0; i < trials; ++i) {
      std::uint64_t const seed = options.seed * 1000 + 2 * i;
      auto const weights = random_weights<float>(network_, seed);
      Values const x = random_input<float>(network_, seed + 1);
      auto const fixing = network_.group.element(static_cast<std::uint32_t>((i + 1) % order));
      measure_at(weights, x);
      Values const symmetric = fixed_by(network_, fixing, x);
      measure_at(weights, symmetric);
      show_ties(fixing, symmetric);
    }
  }

private:
  static constexpr std::size_t few_seconds = 3'000'000'000; // multiply-adds

  void measure_at(ReferenceWeights<float> const& weights, Values const& x) {
    auto const straight = evaluate(network_, weights, x);
    std::size_t const last = straight.size() - std::max<std::size_t>(1, network_.outputs.size());
    for (algebra::Element const g : network_.group.elements()) {
      auto const turned = evaluate(network_, weights, act_on_input(network_, g, x));
      for (std::size_t i = last; i < straight.size(); ++i) {
        auto const expected = act_on_value(network_, arrangement_, g, straight[i]);
        for (std::size_t h = 0; h < expected.size(); ++h) {
          found_.equivariance.add(turned[i].copies[h], expected[h]);
        }
      }
    }
    if (alternative_.method.projection != Projection::no_map) {
      Values const plain = plain_value(network_, weights, x);
      bool const has_outputs = !network_.outputs.empty();
      found_.kept = found_.kept.value_or(Equation{});
      found_.kept->add(straight[has_outputs ? last - 1 : last].copies.front(), plain);
      for (std::size_t i = 0; has_outputs && i < found_.outputs.size(); ++i) {
        measure_output(i, straight[last + i].copies.front(), plain);
      }
    }
  }

  /// The first part of output number \p index, of the coset of e, against that of F.
  void measure_output(std::size_t index, Values const& answer, Values const& plain) {
    Output const& output = network_.outputs[index];
    std::optional<Equation>& kept = found_.outputs[index].kept;
    kept = kept.value_or(Equation{});
    kept->add(part_of(output, answer, 0), part_of(output, plain, output.offset));
  }

  /// How the choice of a representative falls where there are several, for the first trial.
  void show_ties(algebra::Element fixing, Values const& x) {
    bool const has_poses =
        network_.construction && network_.construction->symmetrization == Symmetrization::pose;
    std::size_t const poses = has_poses && !shown_ ? least_poses(network_, 0, x).size() : 1;
    if (poses > 1) {
      alternative_.note += fmt::format("{}an input fixed by {} has {} least poses, a coset of its "
                                       "stabilizer, over which the mean is taken",
                                       alternative_.note.empty() ? "" : "; ",
                                       network_.group.name_of(fixing),
                                       poses);
      shown_ = true;
    }
  }

  Network const& network_;
  Alternative& alternative_;
  Findings& found_;
  bool shown_ = false;
  Arrangement arrangement_ = arrangement_of(network_);
};

void fill(Alternative& alternative, Network const& network, CompareOptions const& options) {
  Findings& found = *alternative.found;
  static_cast<ConstructionCost&>(found) = cost_of(network);
  for (Output const& output : network.outputs) {
    found.outputs.push_back({.name = output.name,
                             .head = algebra::name_of(output.head.kind()),
                             .keeps = output.head.keeps()});
  }
  Meter{network, alternative}.measure(options);
  found.codomain = network.outputs.empty()
                       ? measure_codomain(network, formula_arrangement(network.group), options.seed)
                       : measure_output_codomain(network, options.seed);
}

Alternative
apply(Method const& method, ComparedSpec const& compared, CompareOptions const& options) {
  Alternative result{.method = method};
  try {
    Derivation derivation = method.derive(compared);
    result.note = std::move(derivation.note);
    if (!derivation.spec) {
      return result;
    }
    Network const network = resolve(*derivation.spec);
    result.found.emplace().spec = std::move(*derivation.spec);
    fill(result, network, options);
  } catch (InputError const& error) {
    result.found.reset();
    result.note = error.problems().front().summary;
  }
  return result;
}

} // namespace

std::vector<Alternative> compare(Spec const& spec, CompareOptions const& options) {
  Network const network = resolve(spec);
  ComparedSpec const compared{
      .spec = without_sheets(spec, network), .network = network, .subgroup = options.subgroup};
  std::vector<Alternative> result;
  for (Method const& method : methods()) {
    result.push_back(apply(method, compared, options));
  }
  return result;
}

} // namespace equivarify::codegen
