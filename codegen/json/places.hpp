/// \file
/// Where values of a JSON text stand. nlohmann/json 3.11 does not keep the places of what it reads.
#ifndef EQUIVARIFY_CODEGEN_JSON_PLACES_HPP
#define EQUIVARIFY_CODEGEN_JSON_PLACES_HPP

#include "equivarify/codegen/json/problems.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::codegen {

/// Where a value starts, and where its key does; for an entry of a list both are one.
struct ValuePlace {
  Place key;
  Place value;
};

/// Places by JSON pointer.
using Places = std::map<std::string, ValuePlace>;

/// The places in \p text of the values at \p pointers and of all values around them; a pointer that
/// names no value has none. Where a key stands twice the last counts, as it does for
/// nlohmann/json. Cost: a scan of the text; memory for what was asked alone.
///
/// \pre \p text is valid JSON
[[nodiscard]] Places locate_values(std::string_view text, std::vector<std::string> const& pointers);

/// The place in \p places of the value at \p pointer, or of the nearest value around it.
[[nodiscard]] ValuePlace nearest_place(Places const& places, std::string pointer);

/// The place of the byte at \p offset; columns count characters of UTF-8 text.
[[nodiscard]] Place place_at(std::string_view text, std::size_t offset);

} // namespace equivarify::codegen

#endif
