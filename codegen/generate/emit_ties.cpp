#include "equivarify/codegen/generate/emit_ties.hpp"

#include "equivarify/codegen/generate/emit_members.hpp"
#include "equivarify/codegen/generate/layout.hpp"
#include "equivarify/codegen/generate/step_text.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/symmetry/ties.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

/// The tied tensors of a layer: their ties over the shortest period; empty if there are none.
struct TiedTensors {
  Ties weight;
  Ties bias;
};

/// The ties of the first \p period of \p ties, if the others are theirs again and again, each as a
/// place within its period.
std::optional<Ties> within_period(Ties const& ties, std::size_t period) {
  std::size_t const n = ties.size();
  Ties result;
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t const block = i / period;
    std::size_t const place = ties[i] % n;
    bool const is_zero = ties[i] >= 2 * n;
    if (!is_zero && place / period != block) {
      return std::nullopt;
    }
    std::size_t const kind = ties[i] / n; // plain, minus, zero
    auto const tie = static_cast<std::uint32_t>(kind * period + (is_zero ? 0 : place % period));
    if (block == 0) {
      result.push_back(tie);
    } else if (result[i % period] != tie) {
      return std::nullopt;
    }
  }
  return result;
}

/// \p ties within the first of \p periods after which they repeat themselves.
Ties shortened(Ties ties, std::vector<std::size_t> const& periods) {
  for (std::size_t const period : periods) {
    bool const fits = period != 0 && ties.size() % period == 0;
    if (std::optional<Ties> found = fits ? within_period(ties, period) : std::nullopt) {
      return *std::move(found);
    }
  }
  return ties;
}

/// Lengths after which the weights of \p layer, computed by \p step, may repeat: the taps of a
/// filter, the pixels of the image that was flattened, all inputs; none of those of channels.
std::vector<std::size_t> periods_of(Layer const& layer, Step const& step) {
  if (structure_of(layer.operation) == StructuralClass::linear_in_windows) {
    Extent const taps = window_of(layer).size;
    return {taps.rows * taps.columns};
  }
  return structure_of(layer.operation) == StructuralClass::linear
             ? std::vector<std::size_t>{step.input().rows * step.input().columns,
                                        layer.input().size()}
             : std::vector<std::size_t>{};
}

TiedTensors ties_of(Plan const& plan, Step const& step) {
  TiedTensors ties;
  for (LayerSymmetry const& symmetry : layer_symmetries(plan.network)) {
    Layer const& layer = symmetry.layer;
    if (layer.name != step.name || !symmetry.reason.empty() || !is_tied(layer.operation)) {
      continue;
    }
    auto weights = weight_ties(symmetry);
    auto biases = bias_ties(symmetry);
    if (count_free(weights) < weights.size()) {
      ties.weight = shortened(std::move(weights), periods_of(layer, step));
    }
    if (count_free(biases) < biases.size()) {
      ties.bias = std::move(biases);
    }
  }
  return ties;
}

std::string table(char const* name, Ties const& ties) {
  return ties.empty()
             ? std::string{}
             : braced_list(fmt::format("  static constexpr std::array<std::uint32_t, {}> {}",
                                       ties.size(),
                                       name),
                           number_items(ties),
                           ";\n");
}

/// Whether some tie is to minus a weight, or to zero.
bool has_signs(TiedTensors const& ties) {
  auto const beyond = [](Ties const& tensor) {
    return std::any_of(
        tensor.begin(), tensor.end(), [&](std::uint32_t tie) { return tie >= tensor.size(); });
  };
  return beyond(ties.weight) || beyond(ties.bias);
}

std::string orbits_of(Plan const& plan, Step const& step) {
  TiedTensors const ties = ties_of(plan, step);
  return comment(
             "/// ",
             fmt::format("Tied parameters of {}: for each place in file order, of n, the first of "
                         "its orbit, repeated{}.",
                         step.name,
                         has_signs(ties) ? "; n more for minus that, 2 n for zero" : "")) +
         fmt::format("struct {} {{\n{}{}}};\n\n",
                     orbits_type(step),
                     table("weight", ties.weight),
                     table("bias", ties.bias));
}

} // namespace

bool has_ties(Plan const& plan, Step const& step) {
  TiedTensors const ties = ties_of(plan, step);
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
