/// \file
/// Forms as tables in Markdown.
#ifndef EQUIVARIFY_CODEGEN_FORMS_TABLE_HPP
#define EQUIVARIFY_CODEGEN_FORMS_TABLE_HPP

#include "equivarify/codegen/forms/form.hpp"

#include <string>

namespace equivarify::codegen {

/// \p document with its tables written anew. After a line `<!-- fields of NAME -->` stands the
/// table of the fields of the named form in \p root that is called NAME, after `<!-- values NAME
/// NAME
/// ... -->` that of what these are, each up to a line `<!-- end -->`. `spec` is \p root itself.
///
/// \throws algebra::AlgebraError for a name that no form has.
[[nodiscard]] std::string with_tables(std::string const& document, Form const& root);

} // namespace equivarify::codegen

#endif
