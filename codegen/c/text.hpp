/// \file
/// Numbers and names as C99.
#ifndef EQUIVARIFY_CODEGEN_C_TEXT_HPP
#define EQUIVARIFY_CODEGEN_C_TEXT_HPP

#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// `static const float NAME[N] = {...};`, the numbers exact, in base 16.
[[nodiscard]] std::string c_floats(std::string const& name, std::vector<float> const& values);

/// `static const TYPE NAME[N] = {...};` of the smallest unsigned type for the numbers.
[[nodiscard]] std::string c_numbers(std::string const& name,
                                    std::vector<std::uint32_t> const& values);

/// The text of items in lines of at most 100 columns.
[[nodiscard]] std::string c_items(std::vector<std::string> const& items);

} // namespace equivarify::codegen

#endif
