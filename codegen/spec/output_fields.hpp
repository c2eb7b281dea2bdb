/// \file
/// The fields of the outputs of a spec.
#ifndef EQUIVARIFY_CODEGEN_SPEC_OUTPUT_FIELDS_HPP
#define EQUIVARIFY_CODEGEN_SPEC_OUTPUT_FIELDS_HPP

#include "equivarify/codegen/forms/form.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/spec/spec.hpp"

#include <nlohmann/json.hpp>

#include <vector>

namespace equivarify::codegen {

/// An output: one record for each head.
[[nodiscard]] Form const& output_form();

/// A list of 1 to 65536 names of classes.
[[nodiscard]] Form const& classes_form();

/// A list of 1 to 65536 numbers above 0, a weight for each class.
[[nodiscard]] Form const& class_weights_form();

/// [channels, rows, columns].
[[nodiscard]] Form const& shape_form();

/// Elements that generate a subgroup.
[[nodiscard]] Form const& subgroup_form();

/// Adds what the form cannot say of a \p spec that has it: each output has either classes or
/// units, `joint` stands alone, and `labels` has classes if and only if there is no `output`, which
/// leaves it nothing but `elements`.
void check_outputs(nlohmann::json const& spec, Problems& problems);

/// The outputs that \p value, the field `output`, describes, in the order of their names, which
/// members of a JSON object do not have themselves. \pre check_outputs() added nothing for it
[[nodiscard]] std::vector<OutputSpec> read_outputs(nlohmann::json const& value);

/// Puts the classes of the `joint` output in \p value, if that is what it holds, and their weights
/// into \p labels: such a spec is one with these `labels`. \pre as of read_outputs()
void read_joint(nlohmann::json const& value, LabelsSpec& labels);

/// \p output in its canonical form, with every default.
[[nodiscard]] nlohmann::json to_json(OutputSpec const& output);

/// The part of it on which the meaning of weights depends: no names of classes, no loss.
[[nodiscard]] nlohmann::json meaning_of(OutputSpec const& output);

} // namespace equivarify::codegen

#endif
