#include "equivarify/runtime/data/picture_kind.hpp"

#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace equivarify::runtime {

namespace {

using namespace std::string_view_literals;

/// The first bytes of a kind of picture, and its name.
using Kind = std::pair<std::string_view, std::string_view>;

constexpr std::array kinds{
    Kind{"\xFF\xD8\xFF", "JPEG"},
    Kind{"GIF8", "GIF"},
    Kind{"BM", "BMP"},
    Kind{"P1", "PBM"},
    Kind{"P4", "PBM"},
    Kind{"P2", "PGM"},
    Kind{"P5", "PGM"},
    Kind{"P3", "PPM"},
    Kind{"P6", "PPM"},
    Kind{"II*\0"sv, "TIFF"},
    Kind{"MM\0*"sv, "TIFF"},
    Kind{"RIFF", "WebP"},
};

} // namespace

std::string hint_for_picture(std::span<std::uint8_t const> start) {
  auto const kind = std::find_if(kinds.begin(), kinds.end(), [&](Kind const& candidate) {
    std::string_view const bytes = candidate.first;
    return start.size() >= bytes.size() &&
           std::equal(bytes.begin(), bytes.end(), start.begin(), [](char a, std::uint8_t b) {
             return static_cast<std::uint8_t>(a) == b;
           });
  });
  if (kind == kinds.end()) {
    return "";
  }
  return text("; its first bytes are those of a ",
              kind->second,
              " picture: of pictures, PNG alone is read (ImageMagick makes one: convert PICTURE "
              "picture.png)");
}

} // namespace equivarify::runtime
