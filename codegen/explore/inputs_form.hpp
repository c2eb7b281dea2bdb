/// \file
/// Classes of inputs in JSON.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_INPUTS_FORM_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_INPUTS_FORM_HPP

#include "equivarify/algebra/equivarifications/input_class.hpp"
#include "equivarify/codegen/explore/file_group.hpp"

#include <string>

namespace equivarify::codegen {

/// A class of inputs, and the words that say which.
struct NamedInputs {
  algebra::InputClass inputs;
  std::string words; ///< such as `every C2-set`
};

/// Every G-set: the class of an absolute verdict.
[[nodiscard]] NamedInputs every_input(FileGroup const& group);

/// The class that \p node gives: `"free"`; `{"kernel_contains": ["r^2"]}` or `"kernel contains
/// r^2"`; `{"stabilizers": [["s"], []]}` or that list itself; `{"arrays_on": G-set}`; or a G-set in
/// a form of read_gset().
///
/// \throws InputError with the pointer of the mistake.
[[nodiscard]] NamedInputs read_inputs(JsonNode const& node, FileGroup const& group);

} // namespace equivarify::codegen

#endif
