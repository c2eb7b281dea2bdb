#include "equivarify/codegen/audit/spec/commutation.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/layer_judge.hpp"
#include "equivarify/codegen/audit/spec/layer_terms.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/value_moves.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace equivarify::audit {
namespace {

using nlohmann::json;

std::string words(ValueAction action) {
  switch (action) {
  case ValueAction::input_motion:
    return "input motion";
  case ValueAction::plane_motion:
    return "plane motion";
  case ValueAction::planes:
    return "planes";
  case ValueAction::regular:
    return "regular";
  case ValueAction::copies:
    return "copies";
  case ValueAction::labels:
    return "classes";
  case ValueAction::fixed:
    break;
  }
  return "fixed";
}

/// How \p mover moves a value: in words, as the classes from which the classes come, or each part
/// with the number of its entries.
json move_json(Action const& action, Mover const& mover) {
  if (action.size() == 1) {
    if (action.front().action != ValueAction::labels) {
      return words(action.front().action);
    }
    bool const moves = mover.labels != identity_of(mover.labels.size());
    return moves ? json(mover.labels) : json("fixed");
  }
  json parts = json::array();
  for (ActionPart const& part : action) {
    parts.push_back({words(part.action), part.entries});
  }
  return parts;
}

json action_json(Action const& action, std::vector<Mover> const& movers) {
  json result = json::object();
  for (Mover const& mover : movers) {
    result[mover.name] = move_json(action, mover);
  }
  return result;
}

/// The actions on what a layer reads: one, or a list of them.
json actions_json(std::vector<Action> const& actions, std::vector<Mover> const& movers) {
  json result = json::array();
  for (Action const& action : actions) {
    result.push_back(action_json(action, movers));
  }
  return result.size() == 1 ? result.front() : result;
}

/// How many values action_json() makes of \p action and one mover of \p classes classes.
std::size_t values_of(Action const& action, std::size_t classes) {
  bool const is_of_classes = action.size() == 1 && action.front().action == ValueAction::labels;
  return is_of_classes ? classes : 3 * action.size();
}

/// Refuses findings of more values than a certificate may have.
void expect_few_findings(std::vector<UsedLayer> const& layers, std::vector<Mover> const& movers) {
  std::size_t const classes = movers.empty() ? 0 : movers.front().labels.size();
  std::size_t values = 0;
  for (UsedLayer const& layer : layers) {
    values += movers.size() * values_of(layer.after, classes);
    for (Action const& action : layer.before) {
      values += movers.size() * values_of(action, classes);
    }
  }
  if (values > bounds::values) {
    throw Refusal{"too large: layers that must commute, of whose actions a certificate has more "
                  "values than " +
                  std::to_string(bounds::values)};
  }
}

} // namespace

std::vector<std::string> layers_supposed(DemandedTheorem const& network) {
  std::vector<std::string> layers;
  std::set<std::string> listed;
  for (Demand const& claim : network.claims) {
    for (Law const& law : claim.hypotheses) {
      std::size_t const dash = law.name.rfind('-');
      std::string const subject = law.name.substr(0, dash);
      bool const commutes = law.name.substr(dash) == "-commutes" && subject.starts_with("layer_");
      std::string const layer =
          commutes ? subject.substr(6) : subject.substr(std::min<std::size_t>(2, subject.size()));
      if (commutes && listed.insert(layer).second) {
        layers.push_back(layer);
      }
      // V and Y are representations, which outputs.cpp builds.
      bool const is_set = subject == "X" || subject == "Y" || subject == "V" ||
                          (subject.starts_with("Z_") && listed.contains(layer));
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
    if (names.empty() || names.back() != layer.map) {
      names.push_back(layer.map);
    }
  }
  if (names != supposed) {
    throw Refusal{"a layer is supposed to commute and not checked"};
  }
  if (layers.empty()) {
    return {};
  }
  std::size_t const movers = spec.contains("already") ? spec.at("already").at("subgroup").size()
                                                      : described.group.steps.size();
  LayersChecked const result = count_terms(layers, movers);
  judge(layers, described, spec);
  return result;
}

json layer_findings(Described const& described, json const& spec) {
  json result = json::array();
  std::vector<UsedLayer> const layers = used_layers(spec, described.group.order());
  std::vector<Mover> const movers =
      layers.empty() ? std::vector<Mover>{} : movers_of(described, spec);
  expect_few_findings(layers, movers);
  for (UsedLayer const& layer : layers) {
    result.push_back({{"name", layer.name},
                      {"class", words(layer.kind)},
                      {"tied", layer.tied},
                      {"before", actions_json(layer.before, movers)},
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
  if (has_means || spec.contains("output")) {
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
