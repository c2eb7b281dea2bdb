/// \file
/// An input of a network as a picture, or as a table where no picture can be.
#ifndef EQUIVARIFY_CODEGEN_REPORT_INPUT_VIEW_HPP
#define EQUIVARIFY_CODEGEN_REPORT_INPUT_VIEW_HPP

#include "equivarify/codegen/report/network_facts.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The \p numbers of an input: pictures of those of its parts that have rows and columns, and a
/// table of the others. Those who do not see them are told \p name.
///
/// \pre there are as many as the input of \p network has
[[nodiscard]] std::string input_html(NetworkFacts const& network,
                                     std::vector<double> const& numbers,
                                     std::string const& name);

/// The same of an input that is known by its \p pixels; by its \p numbers where these cannot show
/// it, and then there are some.
[[nodiscard]] std::string input_html(NetworkFacts const& network,
                                     std::vector<std::uint32_t> const& pixels,
                                     std::vector<double> const& numbers,
                                     std::string const& name);

} // namespace equivarify::codegen

#endif
