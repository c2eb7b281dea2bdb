#include "equivarify/codegen/generate/emit_ties.hpp"

#include "equivarify/codegen/generate/emit_facts.hpp"
#include "equivarify/codegen/generate/names.hpp"
#include "equivarify/codegen/generate/step_text.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/symmetry/layer_symmetry.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <vector>

namespace equivarify::codegen {
namespace {

/// A tied tensor of a layer: its orbits over the shortest period.
struct Tie {
  std::string layer;
  bool bias = false;
  std::vector<std::uint32_t> orbits;

  [[nodiscard]] std::string table() const {
    return fmt::format("{}_{}_orbits", layer, bias ? "bias" : "weight");
  }
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

/// Lengths after which the weights of a layer may repeat: the taps of a filter, the pixels of the
/// image that was flattened, all inputs.
std::vector<std::size_t> periods_of(Plan const& plan, Layer const& layer) {
  if (structure_of(layer.operation) == StructuralClass::linear_in_windows) {
    Extent const taps = window_of(layer).size;
    return {taps.rows * taps.columns};
  }
  return {plan.flattened.rows * plan.flattened.columns, layer.input.size()};
}

std::vector<Tie> ties_of(Plan const& plan) {
  std::vector<Tie> ties;
  for (LayerSymmetry const& symmetry : layer_symmetries(plan.network)) {
    if (!symmetry.reason.empty() || !is_tied(symmetry.layer.operation)) {
      continue;
    }
    Layer const& layer = symmetry.layer;
    auto weights = weight_orbits(symmetry);
    auto biases = bias_orbits(symmetry);
    if (count_orbits(weights) < weights.size()) {
      ties.push_back({layer.name, false, shortened(std::move(weights), periods_of(plan, layer))});
    }
    if (count_orbits(biases) < biases.size()) {
      ties.push_back({layer.name, true, std::move(biases)});
    }
  }
  return ties;
}

std::string view_of(Plan const& plan, Tie const& tie, std::string const& object) {
  for (auto const* steps : {&plan.image_steps, &plan.vector_steps}) {
    for (Step const& step : *steps) {
      if (step.name == tie.layer) {
        return tie.bias ? bias_view(step, object) : weight_view(plan, step, object);
      }
    }
  }
  return {};
}

} // namespace

std::string weight_view(Plan const& plan, Step const& step, std::string const& object) {
  std::size_t const copies = weight_copies(plan, step);
  if (step.is_convolution()) {
    Extent const taps = step.operation()->type().window(*step.operation(), step.input)->size;
    return fmt::format("{{.name = \"{0}.weight\", .shape = {{{1}, {2}, {3}, {4}}}, .values "
                       "= {7}{0}.kernel,\n"
                       "         .layout = rt::Layout::conv, .copies = {5}, .rows = {3}, .columns "
                       "= {4}, .channels = {6}, .outputs = {1}}}",
                       step.name,
                       step.output.channels,
                       copies * step.input.channels,
                       taps.rows,
                       taps.columns,
                       copies,
                       step.input.channels,
                       object);
  }
  return fmt::format(
      "{{.name = \"{0}.weight\", .shape = {{{1}, {2}}}, .values = {7}{0}.matrix,\n"
      "         .layout = rt::Layout::dense, .copies = {3}, .rows = {4}, .columns = {5}, .channels "
      "= {6}, .outputs = {1}}}",
      step.name,
      step.output.channels,
      copies * step.input.size(),
      copies,
      step.input.rows,
      step.input.columns,
      step.input.channels,
      object);
}

std::string bias_view(Step const& step, std::string const& object) {
  return fmt::format("{{.name = \"{0}.bias\", .shape = {{{1}}}, .values = {2}{0}.bias}}",
                     step.name,
                     step.output.channels,
                     object);
}

std::string emit_ties(Plan const& plan) {
  std::string text;
  for (Tie const& tie : ties_of(plan)) {
    text +=
        fmt::format("/// Tied {} of `{}`: for each place in file order, the first of its orbit; "
                    "repeated.\n"
                    "inline constexpr std::array<std::uint32_t, {}> {}{{\n{}\n}};\n\n",
                    tie.bias ? "biases" : "weights",
                    tie.layer,
                    tie.orbits.size(),
                    tie.table(),
                    number_list(tie.orbits));
  }
  return text;
}

std::string emit_tie_calls(Plan const& plan,
                           std::string const& function,
                           std::string const& object,
                           std::string const& indentation) {
  std::string text;
  for (Tie const& tie : ties_of(plan)) {
    text += fmt::format("{}{}(rt::ParameterView{},\n{}    {});\n",
                        indentation,
                        function,
                        view_of(plan, tie, object),
                        indentation,
                        tie.table());
  }
  return text;
}

} // namespace equivarify::codegen
