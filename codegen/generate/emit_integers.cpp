#include "equivarify/codegen/generate/emit_integers.hpp"

#include "equivarify/codegen/generate/integer_forms.hpp"
#include "equivarify/codegen/generate/layout.hpp"
#include "equivarify/codegen/generate/names.hpp"
#include "equivarify/codegen/generate/step_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

/// The step of \p plan that is \p layer; null where it is part of another one.
Step const* step_of(Plan const& plan, Layer const& layer) {
  Step const* found = nullptr;
  for_each_step(plan, [&](Step const& step) {
    found = step.operation() != nullptr && step.name == layer.name ? &step : found;
  });
  return found;
}

std::string name_of(IntegerForm const& form) {
  return ".name = " + to_string_literal(form.layer->name);
}

/// Adds to \p details how many places before layer \p l those layers stand whose values it reads,
/// unless that is the one before it alone.
void add_reads(std::vector<std::string>& details, IntegerForm const& form, std::size_t l) {
  if (form.reads == std::vector{l}) {
    return;
  }
  std::vector<std::size_t> back;
  for (std::size_t const value : form.reads) {
    back.push_back(l + 1 - value);
  }
  details.push_back(fmt::format(".back = {{{}}}", fmt::join(back, ", ")));
}

/// What the types of \p step and \p norm do not say of layer \p l, which they are.
std::vector<std::string> details_of(
    Plan const& plan, IntegerForm const& form, std::size_t l, Step const& step, Step const* norm) {
  std::vector<std::string> details;
  if (!has_weights(step)) {
    details.push_back(name_of(form));
  }
  add_reads(details, form, l);
  bool const sums_copies = step.mixing == CopyMixing::group_product && plan.copies > 1;
  if (form.concatenated != sums_copies) {
    details.push_back(fmt::format(".concatenated = {}", form.concatenated));
  }
  if (form.relu != (norm == nullptr ? step : *norm).relu) {
    details.push_back(fmt::format(".relu = {}", form.relu));
  }
  return details;
}

/// Layer \p l of the integer network: by its types, or in full where it has no struct.
std::string item_of(Plan const& plan, IntegerForm const& form, std::size_t l) {
  Step const* const step = form.kind == IntegerKind::copies ? nullptr : step_of(plan, *form.layer);
  if (step == nullptr) {
    std::vector<std::string> fields{fmt::format(".kind = rt::FormKind::{}", to_string(form.kind)),
                                    name_of(form)};
    add_reads(fields, form, l);
    if (form.concatenated) {
      fields.emplace_back(".concatenated = true");
    }
    return fmt::format("rt::LayerForm{{{}}}", fmt::join(fields, ", "));
  }
  Step const* const norm = form.norm == nullptr ? nullptr : step_of(plan, *form.norm);
  std::vector<std::string> const details = details_of(plan, form, l, *step, norm);
  return fmt::format("rt::integer_layer<{}{}>({})",
                     layer_type(*step),
                     norm == nullptr ? "" : ", " + layer_type(*norm),
                     details.empty() ? "" : fmt::format("{{{}}}", fmt::join(details, ", ")));
}

} // namespace

std::string emit_integers(Plan const& plan) {
  std::string const head = "\n/// The layers for evaluation in integers, after `quantise`.\n"
                           "struct Integers {\n";
  try {
    std::vector<std::string> items;
    for (IntegerForm const& form : integer_forms(plan.network)) {
      items.push_back(item_of(plan, form, items.size()));
    }
    return head + braced_list("  static constexpr std::array integer_layers", items, ";\n") +
           "};\n";
  } catch (NoIntegerForm const& reason) {
    return head +
           fmt::format("  static constexpr std::string_view integer_refusal =\n      {};\n}};\n",
                       to_string_literal(reason.what()));
  }
}

} // namespace equivarify::codegen
