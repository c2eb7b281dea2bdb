#include "equivarify/codegen/audit/spec/commutation.hpp"

#include "equivarify/codegen/audit/proof/members.hpp"
#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/layer_rules.hpp"
#include "equivarify/codegen/audit/spec/layer_terms.hpp"
#include "equivarify/codegen/audit/spec/spec_network.hpp"
#include "equivarify/codegen/audit/spec/term_comparison.hpp"
#include "equivarify/codegen/audit/spec/value_moves.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace equivarify::audit {
namespace {

using nlohmann::json;

constexpr std::size_t most_terms = std::size_t{1} << 27U;
constexpr std::size_t most_moves = std::size_t{1} << 24U; ///< entries of a value, by each generator

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

/// Judges the layers of one network.
class LayerJudge {
public:
  LayerJudge(json const& certificate, std::string const& left_out)
      : certificate_{certificate}, rules_{left_out} {
    auto const order = member(member(certificate, "group"), "table").size();
    layers_ = used_layers(member(certificate, "spec"), order);
  }

  LayersChecked run(std::vector<std::string> const& supposed) {
    std::vector<std::string> names;
    for (UsedLayer const& layer : layers_) {
      names.push_back(layer.name);
    }
    rules_.demand("supposed", names == supposed, "a layer is supposed to commute and not checked");
    json const& findings = member(certificate_, "layers");
    demand(findings.is_array() && findings.size() == layers_.size(),
           "a finding is missing or too many among the layers");
    if (!layers_.empty()) {
      prepare();
    }
    for (std::size_t i = 0; i < layers_.size(); ++i) {
      judge(layers_[i]);
      compare(findings.at(i), layers_[i]);
    }
    return result_;
  }

private:
  void prepare() {
    json const& spec = member(certificate_, "spec");
    demand(!spec.contains("construction"), "a block of none in a construction");
    json const& shape = member(member(spec, "input"), "shape");
    input_ = {number(shape.at(0)), number(shape.at(1)), number(shape.at(2))};
    table_ = member(member(certificate_, "group"), "table").get<std::vector<Images>>();
    movers_ = movers_of(certificate_);
    std::size_t work = 0;
    for (UsedLayer const& layer : layers_) {
      std::size_t const entries = std::max(layer.input.size(), layer.output.size());
      result_.outputs += layer.output.size();
      result_.terms += count_terms(layer);
      result_.has_sums = result_.has_sums || adds_terms(layer.kind);
      work += (count_terms(layer) + layer.input.size()) * movers_.size();
      rules_.demand("size",
                    work <= most_terms && entries * movers_.size() <= most_moves,
                    layer.name + " has too many terms to compare");
    }
    result_.layers = layers_.size();
    for (Mover const& mover : movers_) {
      before_.push_back(mover.input);
    }
  }

  void judge(UsedLayer const& layer) {
    bool const was_lifted =
        layer.before == ValueAction::copies || layer.before == ValueAction::fixed;
    for (std::size_t k = 0; was_lifted && k < movers_.size(); ++k) {
      before_[k] = moves_of(movers_[k], layer.before, layer.input, input_, table_);
    }
    Moves after = before_;
    for (std::size_t k = 0; !keeps_action(layer) && k < movers_.size(); ++k) {
      after[k] = moves_of(movers_[k], layer.after, layer.output, input_, table_);
    }
    Images const ties = ties_of(layer, before_, after, planes_of(layer));
    TermComparison comparison{layer, ties, rules_};
    for (std::size_t k = 0; k < movers_.size(); ++k) {
      comparison.compare(movers_[k].name, before_[k], after[k]);
    }
    before_ = std::move(after);
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

  /// Compares \p found, what the certificate says of \p layer, with what is so.
  void compare(json const& found, UsedLayer const& layer) const {
    json const expected{{"name", layer.name},
                        {"class", words(layer.kind)},
                        {"tied", layer.tied},
                        {"before", action_json(layer.before, movers_)},
                        {"after", action_json(layer.after, movers_)},
                        {"outputs", layer.output.size()},
                        {"terms", count_terms(layer)}};
    demand_size(found, expected.size(), "the finding on " + layer.name);
    for (auto const& [key, value] : expected.items()) {
      rules_.demand(key.c_str(),
                    member(found, key.c_str()) == value,
                    "the finding on " + layer.name + " has another " + key);
    }
  }

  json const& certificate_;
  Rules rules_;
  std::vector<UsedLayer> layers_;
  Extents input_;
  std::vector<Images> table_;
  std::vector<Mover> movers_;
  Moves before_; ///< of the value in front of the layer under judgement
  LayersChecked result_;
};

} // namespace

std::vector<std::string> const& layer_rules() {
  static std::vector<std::string> const all{"supposed",
                                            "size",
                                            "bias",
                                            "weights",
                                            "odd",
                                            "signs",
                                            "entries",
                                            "name",
                                            "class",
                                            "tied",
                                            "before",
                                            "after",
                                            "outputs",
                                            "terms"};
  return all;
}

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
      demand(commutes || is_set, "nothing checks the hypothesis " + law.name);
    }
  }
  return layers;
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

LayersChecked check_layers(json const& certificate,
                           std::vector<std::string> const& supposed,
                           std::string const& left_out) {
  return LayerJudge{certificate, left_out}.run(supposed);
}

} // namespace equivarify::audit
