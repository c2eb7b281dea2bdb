#include "equivarify/codegen/report/digit_picture.hpp"

#include "equivarify/codegen/report/html.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

/// The mean over the channels and over a square of pixels, from 0 to 1; pixels outside count as 0.
class Grey {
public:
  Grey(std::vector<unsigned> const& pixels, Shape const& shape, std::size_t square)
      : pixels_(pixels), shape_(shape), square_(square) {}

  [[nodiscard]] std::size_t rows() const { return (shape_.rows + square_ - 1) / square_; }

  [[nodiscard]] std::size_t columns() const { return (shape_.columns + square_ - 1) / square_; }

  [[nodiscard]] double at(std::size_t row, std::size_t column) const {
    std::size_t const last_row = std::min((row + 1) * square_, shape_.rows);
    std::size_t const last_column = std::min((column + 1) * square_, shape_.columns);
    std::size_t sum = 0;
    for (std::size_t i = row * square_; i < last_row; ++i) {
      for (std::size_t j = column * square_; j < last_column; ++j) {
        sum += sum_of_channels(i, j);
      }
    }
    return static_cast<double>(sum) /
           (255.0 * static_cast<double>(shape_.channels * square_ * square_));
  }

private:
  [[nodiscard]] std::size_t sum_of_channels(std::size_t row, std::size_t column) const {
    std::size_t sum = 0;
    for (std::size_t channel = 0; channel < shape_.channels; ++channel) {
      sum += pixels_[(channel * shape_.rows + row) * shape_.columns + column];
    }
    return sum;
  }

  std::vector<unsigned> const& pixels_;
  Shape shape_;
  std::size_t square_;
};

std::string row_svg(Grey const& grey, std::size_t row) {
  std::string svg;
  for (std::size_t begin = 0; begin < grey.columns();) {
    double const value = grey.at(row, begin);
    std::size_t end = begin + 1;
    while (end < grey.columns() && grey.at(row, end) == value) {
      ++end;
    }
    if (value > 0.0) {
      svg += fmt::format(R"(<rect x="{}" y="{}" width="{}" height="1" opacity="{:.3g}"/>)",
                         begin,
                         row,
                         end - begin,
                         value);
    }
    begin = end;
  }
  return svg;
}

char const* half_block(bool upper, bool lower) {
  if (upper) {
    return lower ? "█" : "▀";
  }
  return lower ? "▄" : " ";
}

} // namespace

std::string
picture_svg(std::vector<unsigned> const& pixels, Shape const& shape, std::string const& name) {
  Grey const grey(pixels, shape, 1);
  std::string svg =
      fmt::format("<svg class=\"picture\" viewBox=\"0 0 {} {}\" role=\"img\" "
                  "aria-label=\"{}\" shape-rendering=\"crispEdges\" fill=\"currentColor\">",
                  shape.columns,
                  shape.rows,
                  escape_html(name));
  for (std::size_t row = 0; row < shape.rows; ++row) {
    svg += row_svg(grey, row);
  }
  return svg + "</svg>\n";
}

std::vector<std::string>
picture_lines(std::vector<unsigned> const& pixels, Shape const& shape, std::size_t width) {
  constexpr double ink = 0.3;
  Grey const grey(pixels, shape, (shape.columns + width - 1) / width);
  std::vector<std::string> lines;
  for (std::size_t row = 0; row < grey.rows(); row += 2) {
    std::string line;
    for (std::size_t column = 0; column < grey.columns(); ++column) {
      bool const lower = row + 1 < grey.rows() && grey.at(row + 1, column) > ink;
      line += half_block(grey.at(row, column) > ink, lower);
    }
    lines.push_back(line);
  }
  return lines;
}

} // namespace equivarify::codegen
