/// \file
/// The schemes by which generated code sums over a group.
#ifndef EQUIVARIFY_CODEGEN_TRANSLATION_GROUP_SCHEME_HPP
#define EQUIVARIFY_CODEGEN_TRANSLATION_GROUP_SCHEME_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/fourier/fourier_tables.hpp"
#include "equivarify/codegen/translation/scheme.hpp"

#include <cstddef>
#include <string>

namespace equivarify::codegen {

/// The scheme of the runtime that is called \p type, such as `rt::FourierC4`: by its own templates,
/// run on linear forms. \throws algebra::InternalError if there is none.
[[nodiscard]] Scheme written_scheme(std::string const& type);

/// What rt::GeneralFourier makes of \p tables, as they are printed.
[[nodiscard]] Scheme general_scheme(FourierTables const& tables);

/// rt::Regular: no transform, a product for each two elements of \p group.
[[nodiscard]] Scheme regular_scheme(algebra::Group const& group);

/// rt::CopyByCopy: \p copies copies, which share one weight.
[[nodiscard]] Scheme copywise_scheme(std::size_t copies);

/// Winograd's tiles along one axis: by the runtime's own templates.
[[nodiscard]] Scheme tile_scheme();

/// How many outputs a tile has along one axis.
[[nodiscard]] std::size_t tile_outputs();

} // namespace equivarify::codegen

#endif
