#include "equivarify/codegen/audit/spec/commutation.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/layer_terms.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/term_comparison.hpp"
#include "equivarify/codegen/audit/spec/value_moves.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// The moves of a value by each mover.
using Moves = std::vector<Images>;

bool adds_terms(LayerClass kind) {
  switch (kind) {
  case LayerClass::linear_in_windows:
  case LayerClass::mean_in_windows:
  case LayerClass::linear:
  case LayerClass::reduction:
    return true;
  case LayerClass::pointwise:
  case LayerClass::pointwise_odd:
  case LayerClass::largest_in_windows:
  case LayerClass::reshape:
    break;
  }
  return false;
}

/// Whether the entries after \p layer move as they do in front of it, one by one.
bool keeps_action(UsedLayer const& layer) {
  bool const one_by_one = layer.kind == LayerClass::pointwise ||
                          layer.kind == LayerClass::pointwise_odd ||
                          layer.kind == LayerClass::reduction || layer.kind == LayerClass::reshape;
  return one_by_one && layer.before == layer.after;
}

std::string words(ValueAction action) {
  switch (action) {
  case ValueAction::input_motion:
    return "input motion";
  case ValueAction::plane_motion:
    return "plane motion";
  case ValueAction::copies:
    return "copies";
  case ValueAction::fixed:
  case ValueAction::labels:
    break;
  }
  return "fixed";
}

/// What a certificate says of an action: words, or the classes from which the classes come.
json action_json(ValueAction action, std::vector<Mover> const& movers) {
  json result = json::object();
  for (Mover const& mover : movers) {
    bool const moves =
        action == ValueAction::labels && mover.labels != identity_of(mover.labels.size());
    result[mover.name] = moves ? json(mover.labels) : json(words(action));
  }
  return result;
}

ValueShape input_of(json const& spec) {
  json const& shape = spec.at("input").at("shape");
  return {shape[0].get<std::size_t>(), shape[1].get<std::size_t>(), shape[2].get<std::size_t>()};
}

/// What is compared of \p layers by \p movers elements. \throws Refusal if that is too much.
LayersChecked count(std::vector<UsedLayer> const& layers, std::size_t movers) {
  LayersChecked result{.layers = layers.size()};
  std::size_t work = 0;
  for (UsedLayer const& layer : layers) {
    std::size_t const terms = count_terms(layer);
    result.outputs += layer.output.size();
    result.terms += terms;
    result.has_sums = result.has_sums || adds_terms(layer.kind);
    work += (terms + layer.input.size()) * movers;
    std::size_t const moved = std::max(layer.input.size(), layer.output.size()) * movers;
    if (work > bounds::layer_terms || moved > bounds::moved_entries) {
      throw Refusal{
          "too large: " + in_quotes(layer.name) + " must commute and has " + std::to_string(terms) +
          " terms: those of all such layers times generators at "
          "most " +
          std::to_string(bounds::layer_terms) + ", entries of a value times generators at most " +
          std::to_string(bounds::moved_entries)};
    }
  }
  return result;
}

/// Judges the layers of one network, one after the other.
class LayerJudge {
public:
  LayerJudge(Described const& described, json const& spec)
      : described_{described}, input_{input_of(spec)}, movers_{movers_of(described, spec)} {
    for (Mover const& mover : movers_) {
      before_.push_back(mover.input);
    }
  }

  void judge(UsedLayer const& layer) {
    bool const was_lifted =
        layer.before == ValueAction::copies || layer.before == ValueAction::fixed;
    if (was_lifted) {
      before_ = moves(layer.before, layer.input);
    }
    Moves after = keeps_action(layer) ? before_ : moves(layer.after, layer.output);
    Images const ties = ties_of(layer, before_, after, planes_of(layer));
    TermComparison comparison{layer, ties};
    for (std::size_t k = 0; k < movers_.size(); ++k) {
      comparison.compare(movers_[k].name, before_[k], after[k]);
    }
    before_ = std::move(after);
  }

private:
  [[nodiscard]] Moves moves(ValueAction action, ValueShape const& shape) const {
    Moves result;
    for (Mover const& mover : movers_) {
      result.push_back(moves_of(mover, action, shape, input_, described_.group.table));
    }
    return result;
  }

  /// The motions that tie the weights of windows.
  [[nodiscard]] std::vector<PlaneMotion> planes_of(UsedLayer const& layer) const {
    std::vector<PlaneMotion> planes;
    bool const moves =
        layer.before == ValueAction::input_motion || layer.before == ValueAction::plane_motion;
    for (std::size_t k = 0; layer.tied && moves && k < movers_.size(); ++k) {
      planes.push_back(array_motion(movers_[k].input, input_).plane);
    }
    return planes;
  }

  Described const& described_;
  ValueShape input_;
  std::vector<Mover> movers_;
  Moves before_; ///< of the value in front of the layer under judgement
};

} // namespace

std::vector<std::string> layers_supposed(DemandedTheorem const& network) {
  std::vector<std::string> layers;
  auto const is_listed = [&layers](std::string const& layer) {
    return std::find(layers.begin(), layers.end(), layer) != layers.end();
  };
  for (Demand const& claim : network.claims) {
    for (Law const& law : claim.hypotheses) {
      std::size_t const dash = law.name.rfind('-');
      std::string const subject = law.name.substr(0, dash);
      bool const commutes = law.name.substr(dash) == "-commutes" && subject.starts_with("layer_");
      std::string const layer =
          commutes ? subject.substr(6) : subject.substr(std::min<std::size_t>(2, subject.size()));
      if (commutes && !is_listed(layer)) {
        layers.push_back(layer);
      }
      bool const is_set =
          subject == "X" || subject == "Y" || (subject.starts_with("Z_") && is_listed(layer));
      // N is the kernel of the action, which described.cpp finds from the motions.
      bool const is_kernel = law.name == "N-fixes";
      if (!commutes && !is_set && !is_kernel) {
        throw Refusal{"nothing checks the hypothesis " + in_quotes(law.name)};
      }
    }
  }
  return layers;
}

LayersChecked check_layers(Described const& described,
                           json const& spec,
                           std::vector<std::string> const& supposed) {
  std::vector<UsedLayer> const layers = used_layers(spec, described.group.order());
  std::vector<std::string> names;
  for (UsedLayer const& layer : layers) {
    names.push_back(layer.name);
  }
  if (names != supposed) {
    throw Refusal{"a layer is supposed to commute and not checked"};
  }
  if (layers.empty()) {
    return {};
  }
  LayerJudge judge{described, spec};
  std::size_t const movers = spec.contains("already") ? spec.at("already").at("subgroup").size()
                                                      : described.group.steps.size();
  LayersChecked const result = count(layers, movers);
  for (UsedLayer const& layer : layers) {
    judge.judge(layer);
  }
  return result;
}

json layer_findings(Described const& described, json const& spec) {
  json result = json::array();
  std::vector<UsedLayer> const layers = used_layers(spec, described.group.order());
  std::vector<Mover> const movers =
      layers.empty() ? std::vector<Mover>{} : movers_of(described, spec);
  for (UsedLayer const& layer : layers) {
    result.push_back({{"name", layer.name},
                      {"class", words(layer.kind)},
                      {"tied", layer.tied},
                      {"before", action_json(layer.before, movers)},
                      {"after", action_json(layer.after, movers)},
                      {"outputs", layer.output.size()},
                      {"terms", count_terms(layer)}});
  }
  return result;
}

std::vector<std::string> supposed_of(json const& spec, LayersChecked const& layers) {
  std::string const construction = construction_of(spec);
  bool const has_means = construction != "g_product" && construction != "kernel_quotient";
  std::vector<std::string> statements;
  if (layers.has_sums) {
    statements.emplace_back("a sum does not depend on the order of its terms (exact arithmetic)");
  }
  if (has_means) {
    statements.emplace_back("a mean does not depend on the order of its terms and commutes with a "
                            "linear action (exact arithmetic; to the bit by sorted sums)");
  }
  if (construction == "coinduction") {
    statements.emplace_back(
        "for p N = F: the mean of equal numbers is that number (exact arithmetic)");
  }
  return statements;
}

} // namespace equivarify::audit
