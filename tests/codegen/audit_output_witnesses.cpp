#include <nlohmann/json.hpp>

#include <numeric>
#include <utility>
#include <vector>

#include "codegen/audit_witnesses.hpp"
#include "support/output_specs.hpp"

namespace equivarify::codegen {

using nlohmann::json;

Witnesses refused_outputs() {
  auto const with = [](char const* output, char const* patch) {
    json spec = slots(every_head(), 12);
    spec["output"][output].merge_patch(json::parse(patch));
    return spec.dump();
  };
  json copies = turned_planes();
  copies["network"][0]["equivarify"] = "none";
  json cells = turned_planes();
  std::vector<int> places(50);
  std::iota(places.begin(), places.end(), 0);
  std::swap(places[0], places[1]); // of the first plane alone
  cells["output"]["mask"]["action"] = {{"r", {{"permutation", places}}}};
  json labels = slots_already();
  labels["already"]["labels"] = {{"s", "()"}};
  json induced = slots_already();
  induced["output"]["which"] = every_head()["sides"];
  induced["network"][1]["layers"][0]["units"] = 9;
  return {
      {"already-labels-of-outputs", labels.dump()},
      {"already-induced", induced.dump()},
      {"output-class-twice", with("which", R"({"classes": ["a", "a", "c"]})")},
      {"output-classes", with("plane", R"({"classes": ["a", "b"]})")},
      {"output-motion-of-none", with("forces", R"({"action": {"t": "identity"}})")},
      {"output-components-of-none",
       with("plane", R"({"components": {"r": "identity", "s": "identity", "t": "identity"}})")},
      {"output-relation", with("forces", R"({"action": {"s": "negate"}})")},
      {"output-signs",
       with("which", R"({"action": {"r": "identity", "s": "negate"}, "loss": "huber"})")},
      {"output-loss-of-numbers", with("alone", R"({"loss": "cross_entropy"})")},
      {"output-loss-of-signs", with("sides", R"({"action": {"s": "negate"}})")},
      {"output-cells", cells.dump()},
      {"output-class-weights-loss", with("alone", R"({"class_weights": [1]})")},
      {"output-class-weights-length", with("sides", R"({"class_weights": [2, 2, 2]})")},
      {"output-class-weights-orbit", with("sides", R"({"class_weights": [2, 3]})")},
      {"output-subgroup", with("sides", R"({"action": {"r": "identity"}})")},
      {"output-copies", copies.dump()},
      {"output-sizes", with("alone", R"({"units": 2})")},
  };
}

} // namespace equivarify::codegen
