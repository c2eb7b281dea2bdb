/// \file
/// Small pictures as text that a page can hold.
#ifndef EQUIVARIFY_TESTS_CONTROLLERS_BITMAP_HPP
#define EQUIVARIFY_TESTS_CONTROLLERS_BITMAP_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace controllers {

/// The colours of cells: of the five advices, or from white at 0 to red at 250.
enum class Palette { advice, heat };

using Colour = std::array<unsigned char, 4>; ///< blue, green, red, 0

inline Colour colour_of(Palette palette, std::size_t cell) {
  // The mirror exchanges left and right: the colours of each pair are alike.
  constexpr std::array<Colour, 5> advices{{{245, 245, 245, 0},
                                           {90, 200, 250, 0},
                                           {250, 200, 90, 0},
                                           {30, 60, 220, 0},
                                           {220, 60, 30, 0}}};
  if (palette == Palette::advice) {
    return advices[cell % advices.size()];
  }
  auto const paleness = static_cast<unsigned char>(250 - (cell < 250 ? cell : 250));
  return {paleness, paleness, 250, 0};
}

/// \p bytes in base64 [RFC 4648].
inline std::string base64(std::string const& bytes) {
  constexpr char const* digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8U | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text += i + k <= bytes.size() ? digits[group >> (18 - 6 * k) & 63U] : '=';
    }
  }
  return text;
}

/// A square of \p cells, \p side a row, the first row on top, as a BMP file of 256 colours in
/// base64.
inline std::string
bitmap(std::vector<unsigned char> const& cells, std::size_t side, Palette palette) {
  std::string file;
  auto const number = [&](std::size_t value, std::size_t bytes) {
    for (std::size_t k = 0; k < bytes; ++k) {
      file += static_cast<char>(value >> (8 * k) & 255U);
    }
  };
  std::size_t const row = (side + 3) / 4 * 4;
  std::size_t const head = 14 + 40 + 4 * 256;
  file += "BM";
  number(head + row * side, 4);
  number(0, 4);
  number(head, 4);
  number(40, 4);
  number(side, 4);
  number(side, 4); // rows from below
  number(1, 2);
  number(8, 2);
  number(0, 8);
  number(2835, 4);
  number(2835, 4);
  number(256, 4);
  number(0, 4);
  for (std::size_t cell = 0; cell < 256; ++cell) {
    for (unsigned char const part : colour_of(palette, cell)) {
      file += static_cast<char>(part);
    }
  }
  for (std::size_t i = side; i-- > 0;) {
    for (std::size_t j = 0; j < row; ++j) {
      file += static_cast<char>(j < side ? cells[i * side + j] : 0);
    }
  }
  return base64(file);
}

} // namespace controllers

#endif
