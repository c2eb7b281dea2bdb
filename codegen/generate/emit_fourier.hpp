/// \file
/// The tables of a Fourier transform as C++.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_EMIT_FOURIER_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_EMIT_FOURIER_HPP

#include "equivarify/codegen/generate/plan.hpp"

#include <string>

namespace equivarify::codegen {

/// The number that generated code has for \p entry of a table: that of the digits that are printed.
[[nodiscard]] float printed_entry(double entry);

/// The structure \p name that rt::GeneralFourier takes, from the \p tables of the group called \p
/// group.
[[nodiscard]] std::string
emit_fourier_tables(std::string const& name, std::string const& group, FourierTables const& tables);

/// The structure `FourierTables` of a plan whose transform needs one, else nothing.
[[nodiscard]] std::string emit_fourier_tables(Plan const& plan);

} // namespace equivarify::codegen

#endif
