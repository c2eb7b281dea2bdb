#include "equivarify/codegen/generate/emit_ties.hpp"

#include "equivarify/codegen/generate/emit_members.hpp"
#include "equivarify/codegen/generate/layout.hpp"
#include "equivarify/codegen/generate/step_text.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/symmetry/layer_symmetry.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <vector>

namespace equivarify::codegen {
namespace {

/// The tied tensors of a layer: their orbits over the shortest period; empty if there are none.
struct Ties {
  std::vector<std::uint32_t> weight;
  std::vector<std::uint32_t> bias;
};

/// Whether \p orbits are those of their first \p period places, again and again.
bool repeats(std::vector<std::uint32_t> const& orbits, std::size_t period) {
  for (std::size_t i = 0; i < orbits.size(); ++i) {
    if (orbits[i] != i - i % period + orbits[i % period]) {
      return false;
    }
  }
  return true;
}

/// The orbits of the first of \p periods after which they repeat themselves.
std::vector<std::uint32_t> shortened(std::vector<std::uint32_t> orbits,
                                     std::vector<std::size_t> const& periods) {
  for (std::size_t const period : periods) {
    if (period != 0 && orbits.size() % period == 0 && repeats(orbits, period)) {
      orbits.resize(period);
      return orbits;
    }
  }
  return orbits;
}

/// Lengths after which the weights of \p layer, computed by \p step, may repeat: the taps of a
/// filter, the pixels of the image that was flattened, all inputs.
std::vector<std::size_t> periods_of(Layer const& layer, Step const& step) {
  if (structure_of(layer.operation) == StructuralClass::linear_in_windows) {
    Extent const taps = window_of(layer).size;
    return {taps.rows * taps.columns};
  }
  return {step.input().rows * step.input().columns, layer.input().size()};
}

Ties ties_of(Plan const& plan, Step const& step) {
  Ties ties;
  for (LayerSymmetry const& symmetry : layer_symmetries(plan.network)) {
    Layer const& layer = symmetry.layer;
    if (layer.name != step.name || !symmetry.reason.empty() || !is_tied(layer.operation)) {
      continue;
    }
    auto weights = weight_orbits(symmetry);
    auto biases = bias_orbits(symmetry);
    if (count_orbits(weights) < weights.size()) {
      ties.weight = shortened(std::move(weights), periods_of(layer, step));
    }
    if (count_orbits(biases) < biases.size()) {
      ties.bias = std::move(biases);
    }
  }
  return ties;
}

std::string table(char const* name, std::vector<std::uint32_t> const& orbits) {
  return orbits.empty()
             ? std::string{}
             : braced_list(fmt::format("  static constexpr std::array<std::uint32_t, {}> {}",
                                       orbits.size(),
                                       name),
                           number_items(orbits),
                           ";\n");
}

std::string orbits_of(Plan const& plan, Step const& step) {
  Ties const ties = ties_of(plan, step);
  return comment("/// ",
                 fmt::format("Tied parameters of {}: for each place in file order the first of its "
                             "orbit, repeated.",
                             step.name)) +
         fmt::format("struct {} {{\n{}{}}};\n\n",
                     orbits_type(step),
                     table("weight", ties.weight),
                     table("bias", ties.bias));
}

} // namespace

bool has_ties(Plan const& plan, Step const& step) {
  Ties const ties = ties_of(plan, step);
  return !ties.weight.empty() || !ties.bias.empty();
}

std::string orbits_type(Step const& step) {
  return layer_type(step) + "_Orbits";
}

std::string emit_ties(Plan const& plan) {
  std::string text;
  for (auto const* steps : {&plan.image_steps, &plan.vector_steps}) {
    for (Step const& step : *steps) {
      text += has_ties(plan, step) ? orbits_of(plan, step) : std::string{};
    }
  }
  return text;
}

} // namespace equivarify::codegen
