#include "equivarify/codegen/report/number_picture.hpp"

#include "equivarify/codegen/report/html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>

namespace equivarify::codegen {
namespace {

/// How many tones are told apart.
constexpr double number_of_tones = 31;

/// The planes of an array as they are drawn: those of a signal, which has one row, are the rows of
/// one plane.
struct Planes {
  std::size_t count = 1;
  std::size_t rows = 1;
  std::size_t columns = 1;

  explicit Planes(Shape const& shape)
      : count(shape.channels * shape.depth), rows(shape.rows / shape.depth),
        columns(shape.columns) {
    if (rows == 1 && shape.depth == 1) {
      rows = count;
      count = 1;
    }
  }

  [[nodiscard]] std::size_t size() const { return rows * columns; }

  /// The columns of all planes, with one free between two.
  [[nodiscard]] std::size_t width() const { return count * (columns + 1) - 1; }
};

/// Runs of cells by how they are painted.
class Runs {
public:
  void add(std::string const& paint, std::size_t row, std::size_t column) {
    if (paint.empty()) {
      return;
    }
    if (paint == paint_ && row == row_ && column == end_) {
      end_ += 1;
      return;
    }
    finish();
    paint_ = paint;
    row_ = row;
    begin_ = column;
    end_ = column + 1;
  }

  [[nodiscard]] std::string svg() {
    finish();
    std::string text;
    for (auto const& [paint, path] : paths_) {
      text += fmt::format("<path {} d=\"{}\"/>", paint, path);
    }
    return text;
  }

private:
  void finish() {
    if (end_ != begin_) {
      paths_[paint_] += fmt::format("M{} {}.5h{}", begin_, row_, end_ - begin_);
    }
    begin_ = end_ = 0;
  }

  std::map<std::string, std::string> paths_;
  std::string paint_;
  std::size_t row_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

/// What a cell is painted with; nothing where it stays blank.
std::string paint_of(double number, double darkest) {
  double const size = std::min(std::abs(number) / darkest, 1.0);
  auto const tone = std::isnan(size) ? 0L : std::lround(number_of_tones * size);
  if (tone == 0) {
    return "";
  }
  return fmt::format("class=\"{}\" stroke-opacity=\"{:.2g}\"",
                     number < 0 ? "minus" : "plus",
                     static_cast<double>(tone) / number_of_tones);
}

std::string svg_of(Planes const& planes, std::string const& runs, std::string const& name) {
  return fmt::format("<svg class=\"picture planes\" style=\"width:{}rem\" viewBox=\"0 0 {} {}\" "
                     "role=\"img\" aria-label=\"{}\" shape-rendering=\"crispEdges\">"
                     "<rect class=\"frame\" width=\"{}\" height=\"{}\"/>{}</svg>\n",
                     planes.count * 6,
                     planes.width(),
                     planes.rows,
                     escape_html(name),
                     planes.width(),
                     planes.rows,
                     runs);
}

bool is_coloured(std::vector<double> const& numbers, Shape const& shape) {
  return shape.channels == 3 && shape.depth == 1 && shape.rows > 1 &&
         std::all_of(
             numbers.begin(), numbers.end(), [](double value) { return value >= 0 && value <= 1; });
}

} // namespace

bool is_picture(Shape const& shape) {
  constexpr std::size_t most_planes = 16;
  constexpr std::size_t most_cells = 40'000;
  Planes const planes(shape);
  return shape.columns > 1 && planes.count <= most_planes && shape.size() <= most_cells;
}

double darkest_of(std::vector<double> const& numbers) {
  double largest = 0;
  bool are_shares = true;
  for (double const number : numbers) {
    if (std::isfinite(number)) {
      largest = std::max(largest, std::abs(number));
      are_shares = are_shares && number >= 0 && number <= 1;
    }
  }
  return are_shares ? 1.0 : largest;
}

std::string numbers_svg(std::vector<double> const& numbers,
                        Shape const& shape,
                        double darkest,
                        std::string const& name) {
  Planes const planes(shape);
  Runs runs;
  for (std::size_t row = 0; row < planes.rows; ++row) {
    for (std::size_t plane = 0; plane < planes.count; ++plane) {
      for (std::size_t column = 0; column < planes.columns; ++column) {
        double const number = numbers[plane * planes.size() + row * planes.columns + column];
        runs.add(paint_of(number, darkest), row, plane * (planes.columns + 1) + column);
      }
    }
  }
  return svg_of(planes, runs.svg(), name);
}

std::string
input_svg(std::vector<double> const& numbers, Shape const& shape, std::string const& name) {
  if (!is_coloured(numbers, shape)) {
    return numbers_svg(numbers, shape, darkest_of(numbers), name);
  }
  Runs runs;
  for (std::size_t i = 0; i < shape.plane(); ++i) {
    auto const part = [&](std::size_t channel) {
      return std::lround(15 * numbers[channel * shape.plane() + i]);
    };
    runs.add(fmt::format("stroke=\"#{:x}{:x}{:x}\"", part(0), part(1), part(2)),
             i / shape.columns,
             i % shape.columns);
  }
  return svg_of(Planes(shape.with_channels(1)), runs.svg(), name);
}

std::string numbers_in_words(std::vector<double> const& numbers) {
  constexpr std::size_t most = 16;
  std::string text;
  for (std::size_t i = 0; i < std::min(most, numbers.size()); ++i) {
    text += fmt::format("{}{:.4g}", i == 0 ? "" : ", ", numbers[i]);
  }
  return numbers.size() <= most ? text : fmt::format("{} and {} more", text, numbers.size() - most);
}

} // namespace equivarify::codegen
