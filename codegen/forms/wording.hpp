/// \file
/// Words for what a form asks for.
#ifndef EQUIVARIFY_CODEGEN_FORMS_WORDING_HPP
#define EQUIVARIFY_CODEGEN_FORMS_WORDING_HPP

#include "equivarify/codegen/forms/form.hpp"

#include <string>
#include <vector>

namespace equivarify::codegen {

/// What \p form asks for, such as `an integer from 1 to 100` or `a list of 3, each a string`.
[[nodiscard]] std::string expected_text(Form const& form);

/// ` from 1 to 9`, ` greater than 0 and at most 1`.
[[nodiscard]] std::string range_text(NumberForm const& form);

/// \p number as JSON: without a fraction where it has none.
[[nodiscard]] nlohmann::json plain_number(double number);

/// The default of \p field as people write it.
[[nodiscard]] nlohmann::json shown_default(FormField const& field);

/// The keys of \p form, sorted.
[[nodiscard]] std::vector<std::string> keys_of(RecordForm const& form);

} // namespace equivarify::codegen

#endif
