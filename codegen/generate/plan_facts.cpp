#include "equivarify/codegen/generate/plan_facts.hpp"

#include "equivarify/codegen/json/problems.hpp"

#include <fmt/format.h>

#include <variant>

namespace equivarify::codegen {

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

} // namespace equivarify::codegen
