/// \file
/// Where each value of a JSON text stands. nlohmann/json 3.11 does not keep the places of what it
/// reads.
#ifndef EQUIVARIFY_CODEGEN_SPEC_PLACES_HPP
#define EQUIVARIFY_CODEGEN_SPEC_PLACES_HPP

#include "equivarify/codegen/spec_problems.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace equivarify::codegen {

/// What a scan of a JSON text found.
struct ScannedPlaces {
  Places places;
  /// The pointer of each key that its object already has, and where it stands again.
  std::vector<std::pair<std::string, Place>> duplicates;
  /// The first value nested deeper than \ref deepest_nesting; empty if there is none.
  std::string too_deep;
};

/// No spec nests deeper than this.
inline constexpr int deepest_nesting = 64;

/// The places of all values in \p text. \pre \p text is valid JSON.
[[nodiscard]] ScannedPlaces scan_places(std::string_view text);

/// The place of the byte at \p offset; columns count characters of UTF-8 text.
[[nodiscard]] Place place_at(std::string_view text, std::size_t offset);

/// \p problem at the place in \p text, valid JSON, of the value that its pointer names, or of the
/// nearest value around it. Cost: a scan of the whole text.
[[nodiscard]] Problem with_place(std::string_view text, Problem problem);

} // namespace equivarify::codegen

#endif
