#include "equivarify/codegen/page/page_facts.hpp"

#include "equivarify/algebra/multiplication_table.hpp"
#include "equivarify/codegen/symmetry/motion.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <optional>

namespace equivarify::codegen {
namespace {

using Json = nlohmann::ordered_json;

/// The turns among the motions of a grid: a motion without a transposition turns by a half turn
/// or not at all, one with it by a quarter turn.
Json angle_of(std::optional<Motion> const& motion) {
  if (!motion || (motion->transposed == (motion->flipped_rows == motion->flipped_columns))) {
    return nullptr;
  }
  if (motion->transposed) {
    return motion->flipped_columns ? 90 : 270;
  }
  return motion->flipped_rows ? 180 : 0;
}

Json elements_of(Network const& network) {
  Json elements = Json::array();
  for (algebra::Element const g : network.group.elements()) {
    std::optional<Motion> const motion =
        find_motion(network.input, network.input_permutations[g.index()]);
    elements.push_back({{"name", network.group.name_of(g)},
                        {"label", network.labels.element_labels[g.index()]},
                        {"angle", angle_of(motion)}});
  }
  return elements;
}

} // namespace

std::string page_facts(Network const& network, bool trained) {
  Json const facts{{"name", network.name},
                   {"description", network.description},
                   {"version", EQUIVARIFY_VERSION},
                   {"spec_sha256", network.spec_sha256},
                   {"group", network.group.name()},
                   {"action", network.action_description},
                   {"elements", elements_of(network)},
                   {"product", algebra::multiplication_table(network.group)},
                   {"classes", network.labels.classes},
                   {"rows", network.input.rows},
                   {"columns", network.input.columns},
                   {"parameters", network.parameters()},
                   {"trained", trained}};
  // No name can then end the script element.
  std::string text;
  for (char const c : facts.dump()) {
    text += c == '<' ? std::string{"\\u003c"} : std::string(1, c);
  }
  return text;
}

} // namespace equivarify::codegen
