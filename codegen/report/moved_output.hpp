/// \file
/// An output of a turned input next to the output of the input, turned.
#ifndef EQUIVARIFY_CODEGEN_REPORT_MOVED_OUTPUT_HPP
#define EQUIVARIFY_CODEGEN_REPORT_MOVED_OUTPUT_HPP

#include "equivarify/codegen/spec/output.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// g r for the value \p r of \p output, where g is the element called \p element; as generated
/// programs compute it. \throws AlgebraError unless \p r has the numbers of the output; \pre there
/// is such an element.
[[nodiscard]] std::vector<double>
moved_output(Output const& output, std::string const& element, std::vector<double> const& r);

/// In how many bits \p one and \p other, numbers of single precision, differ. \pre they are as many
[[nodiscard]] std::size_t bits_between(std::vector<double> const& one,
                                       std::vector<double> const& other);

} // namespace equivarify::codegen

#endif
