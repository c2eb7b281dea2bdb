#include "equivarify/codegen/c/emit_source.hpp"

#include "equivarify/codegen/c/emit_names.hpp"
#include "equivarify/codegen/c/helpers.hpp"
#include "equivarify/codegen/c/parts.hpp"
#include "equivarify/codegen/c/text.hpp"
#include "equivarify/codegen/generate/plan_facts.hpp"
#include "equivarify/codegen/reference/arrangement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace equivarify::codegen {
namespace {

/// Which copies copy h of a block sees, one after another.
std::string products(Plan const& plan) {
  std::vector<std::uint32_t> copies;
  for (auto const& row : arrangement_of(plan.network).concatenated) {
    copies.insert(copies.end(), row.begin(), row.end());
  }
  return "/* Where copy h sees all copies in its own order, the one at place k is product[h * "
         "copies "
         "+ k]. */\n" +
         c_numbers("product", copies) + "\n";
}

/// The value of which the answer is made.
std::size_t last_value(Plan const& plan) {
  std::size_t value = 0;
  for_each_step(plan, [&](Step const& step) {
    bool const ends = step.reads_heads() || step.is_coinduction();
    bool const follows = step.reads_heads() && plan.network.construction; // what is rebuilt
    value = std::max(value, follows ? value : ends ? step.reads.front() : step.value);
  });
  for (Flattening const& flattening : plan.flattenings) {
    value = std::max(value, flattening.value);
  }
  return value;
}

CParts parts_of(Plan const& plan, ReferenceWeights<float> const& weights, Arena const& arena) {
  CParts parts;
  CContext const context{plan, weights, arena};
  if (mixes_copies(plan)) {
    parts.data += products(plan);
  }
  add_c_input(context, parts);
  for_each_step(plan, [&](Step const& step) {
    if (!step.reads_heads() && !step.is_coinduction()) {
      add_c_layer(step, context, parts);
    }
  });
  add_c_answer(last_value(plan), context, parts);
  return parts;
}

std::string forward(Plan const& plan, std::string const& body, std::size_t floats) {
  std::string const k = body.find("(k = ") == std::string::npos ? "" : ", k";
  return fmt::format("void {0}_forward_in(const float *image, float *answer, float *arena) {{\n"
                     "  size_t h{1};\n{2}}}\n\n"
                     "void {0}_forward(const float *image, float *answer) {{\n"
                     "  static float arena[{3}];\n"
                     "  {0}_forward_in(image, answer, arena);\n}}\n",
                     plan.network.name,
                     k,
                     body,
                     floats);
}

} // namespace

std::string emit_c_source(Plan const& plan, ReferenceWeights<float> const& weights) {
  Arena const arena{plan};
  CParts const parts = parts_of(plan, weights, arena);
  std::string text = c_provenance(plan.network);
  text += fmt::format("#include \"{}_network.h\"\n\n#include <math.h>\n#include <stdint.h>\n\n",
                      plan.network.name);
  text += c_names_source(plan.network);
  for (std::string const& helper : parts.helpers) {
    text += c_helper(helper) + "\n";
  }
  return text + parts.data + parts.functions + forward(plan, parts.body, arena.size());
}

std::size_t c_arena(Plan const& plan) {
  return Arena{plan}.size();
}

} // namespace equivarify::codegen
