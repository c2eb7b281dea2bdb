#include "equivarify/codegen/generate/emit_integers.hpp"

#include "equivarify/codegen/generate/emit_members.hpp"
#include "equivarify/codegen/generate/integer_forms.hpp"
#include "equivarify/codegen/generate/layout.hpp"
#include "equivarify/codegen/generate/names.hpp"
#include "equivarify/codegen/layers/batch_norm.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/pool.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

/// One layer's designated fields; those at their default are left out.
class Fields {
public:
  void add(char const* name, std::size_t value, std::size_t standard) {
    if (value != standard) {
      items_.push_back(fmt::format(".{} = {}", name, value));
    }
  }

  void add(char const* name, bool value, bool standard) {
    if (value != standard) {
      items_.push_back(fmt::format(".{} = {}", name, value));
    }
  }

  void add(std::string item) { items_.push_back(std::move(item)); }

  [[nodiscard]] std::vector<std::string> const& items() const { return items_; }

private:
  std::vector<std::string> items_;
};

/// Of each value that layer \p l reads how many places before it the layer stands that makes it.
std::string places_back(IntegerForm const& form, std::size_t l) {
  std::vector<std::size_t> back;
  for (std::size_t const value : form.reads) {
    back.push_back(l + 1 - value);
  }
  return fmt::format(".back = {{{}}}", fmt::join(back, ", "));
}

/// Those of layer \p l of the integer network.
Fields fields_of(IntegerForm const& form, std::size_t l) {
  Fields fields;
  fields.add(fmt::format(".kind = rt::FormKind::{}", to_string(form.kind)));
  fields.add(fmt::format(".name = {}", to_string_literal(form.layer->name)));
  if (form.reads != std::vector{l}) {
    fields.add(places_back(form, l));
  }
  fields.add("flat", form.flat, false);
  fields.add("concatenated", form.concatenated, false);
  fields.add("bias", form.has_bias(), true);
  fields.add("relu", form.relu, false);
  if (form.norm != nullptr) {
    fields.add(fmt::format(".norm = {}", to_string_literal(form.norm->name)));
    double const epsilon = form.norm->operation.as<BatchNorm>()->epsilon;
    fields.add(fmt::format(".epsilon = {}F", static_cast<float>(epsilon)));
  }
  if (form.kind == IntegerKind::table) {
    Operation const& operation = form.layer->operation;
    fields.add(fmt::format(".function = rt::function_of<{}>",
                           operation.type().number_function(operation)));
  }
  fields.add("channels", form.input.channels, 1);
  fields.add("rows", form.input.rows, 1);
  fields.add("columns", form.input.columns, 1);
  fields.add("outputs", form.output.channels, 1);
  fields.add("output_rows", form.output.rows, 1);
  fields.add("output_columns", form.output.columns, 1);
  fields.add("window_rows", form.window.size.rows, 1);
  fields.add("window_columns", form.window.size.columns, 1);
  fields.add("stride_rows", form.window.stride.rows, 1);
  fields.add("stride_columns", form.window.stride.columns, 1);
  fields.add("dilation_rows", form.window.dilation.rows, 1);
  fields.add("dilation_columns", form.window.dilation.columns, 1);
  fields.add("top", form.window.pad.top, 0);
  fields.add("left", form.window.pad.left, 0);
  fields.add("circular", form.window.circular, false);
  auto const* const mean = form.layer->operation.as<AveragePool2d>();
  fields.add("counts_padding", mean != nullptr && mean->count_include_pad, false);
  return fields;
}

} // namespace

std::string emit_integers(Network const& network) {
  std::string const head = "\n/// The layers for evaluation in integers, after `quantise`; see the "
                           "runtime's layer_form.hpp.\nstruct Integers {\n";
  try {
    std::string text = head;
    std::vector<std::string> names;
    for (IntegerForm const& form : integer_forms(network)) {
      names.push_back(fmt::format("layer_{}", names.size() + 1));
      text += braced_list("  static constexpr rt::LayerForm " + names.back(),
                          fields_of(form, names.size() - 1).items(),
                          ";\n");
    }
    return text + member("rt::LayerForm", "integer_layers", names) + "};\n";
  } catch (NoIntegerForm const& reason) {
    return head +
           fmt::format("  static constexpr std::string_view integer_refusal =\n      {};\n}};\n",
                       to_string_literal(reason.what()));
  }
}

} // namespace equivarify::codegen
