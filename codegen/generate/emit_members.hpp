/// \file
/// Static members of generated structs: arrays and tables.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_EMIT_MEMBERS_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_EMIT_MEMBERS_HPP

#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// \p texts as literals of C++.
[[nodiscard]] std::vector<std::string> literals(std::vector<std::string> const& texts);

/// \p numbers as items of a list.
[[nodiscard]] std::vector<std::string> number_items(std::vector<std::uint32_t> const& numbers);

/// A static member \p name that is an array of \p type.
[[nodiscard]] std::string
member(std::string const& type, std::string const& name, std::vector<std::string> const& items);

/// The same of numbers.
[[nodiscard]] std::string number_member(std::string const& name,
                                        std::vector<std::uint32_t> const& numbers);

/// The static member `class_weights`.
[[nodiscard]] std::string class_weights_member_text(std::vector<double> const& weights);

/// A static member \p name that is an array of arrays of one length.
[[nodiscard]] std::string table_member(std::string const& type,
                                       std::string const& name,
                                       std::vector<std::vector<std::string>> const& rows);

/// The same of numbers.
[[nodiscard]] std::string table_member(std::string const& name,
                                       std::vector<std::vector<std::uint32_t>> const& numbers);

/// The same of 0 and 1.
[[nodiscard]] std::string table_member(std::string const& name,
                                       std::vector<std::vector<bool>> const& flags);

} // namespace equivarify::codegen

#endif
