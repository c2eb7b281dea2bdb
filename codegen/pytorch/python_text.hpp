/// \file
/// Names, numbers and lists as Python has them.
#ifndef EQUIVARIFY_CODEGEN_PYTORCH_PYTHON_TEXT_HPP
#define EQUIVARIFY_CODEGEN_PYTORCH_PYTHON_TEXT_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// \p name as a member of a torch.nn.Module and as a variable: followed by `_layer` where Python,
/// torch.nn.Module or the generated file has taken it.
[[nodiscard]] std::string python_name(std::string const& name);

/// `[...]` in lines of at most 100 columns, each indented by \p indent; one line where it fits.
[[nodiscard]] std::string python_list(std::vector<std::string> const& items, std::size_t indent);

/// The same of numbers, evenly spaced ones as a range.
[[nodiscard]] std::string python_list(std::vector<std::uint32_t> const& numbers,
                                      std::size_t indent);

/// The same of numbers that Python reads back to the bit.
[[nodiscard]] std::string python_list(std::vector<float> const& numbers, std::size_t indent);

/// \p text in double quotes.
[[nodiscard]] std::string python_text(std::string const& text);

} // namespace equivarify::codegen

#endif
