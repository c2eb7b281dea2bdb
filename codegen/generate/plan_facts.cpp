#include "equivarify/codegen/generate/plan_facts.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

namespace equivarify::codegen {
namespace {

/// The relu that reads the layer \p name.
std::string relu_after(Network const& network, std::string const& name) {
  for (Block const& block : network.blocks) {
    for (std::size_t l = 0; l < block.layers.size(); ++l) {
      if (block.layers[l].name != name) {
        continue;
      }
      auto const relu =
          std::find_if(block.layers.begin(), block.layers.end(), [&](Layer const& layer) {
            return type_name(layer.operation) == "relu" && layer.reads.front() == l + 1;
          });
      return relu == block.layers.end() ? name : relu->name;
    }
  }
  return name;
}

} // namespace

bool mixes_copies(Plan const& plan) {
  bool mixes = false;
  for_each_step(plan, [&](Step const& step) {
    bool const concatenates = std::holds_alternative<ConcatenateCopies>(step.work);
    mixes = mixes || concatenates || step.mixing == CopyMixing::group_product;
  });
  return mixes;
}

void require_planes(Plan const& plan, Step const& step, std::string const& summary) {
  if (step.input().depth > 1) {
    throw InputError{{.pointer = "/input/shape",
                      .summary = summary,
                      .found = fmt::format("volumes of {}", to_string(plan.network.input)),
                      .expected = "planes or vectors (--target cpp takes all)"}};
  }
}

std::string layer_made_by(Network const& network, Step const& step) {
  std::string const name = step.norm ? step.norm->name : step.name;
  return step.relu ? relu_after(network, name) : name;
}

} // namespace equivarify::codegen
