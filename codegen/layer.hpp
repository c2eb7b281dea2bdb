/// \file
/// The layers a block is made of, as the spec states them.
#ifndef EQUIVARIFY_CODEGEN_LAYER_HPP
#define EQUIVARIFY_CODEGEN_LAYER_HPP

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/shape.hpp"

#include <cstddef>
#include <string>
#include <variant>

namespace equivarify::codegen {

/// The user's mistake: a layer that cannot take the input it is given.
class ShapeError : public algebra::Error {
public:
  ShapeError(std::string found, std::string expected);

  [[nodiscard]] std::string const& found() const noexcept { return found_; }

  [[nodiscard]] std::string const& expected() const noexcept { return expected_; }

private:
  std::string found_;
  std::string expected_;
};

/// A number of rows and a number of columns.
struct Extent {
  std::size_t rows = 1;
  std::size_t columns = 1;
  friend bool operator==(Extent const&, Extent const&) = default;
};

enum class Padding { valid, same };

/// Cross-correlation with a bias: y[o][i][j] = b[o] + sum w[o][c][a][b] x[c][i*s + a - p][j*s + b -
/// p]. `same` needs odd kernels and stride 1, pads by (kernel - 1) / 2 zeros on each side.
struct Conv2d {
  std::size_t filters = 1;
  Extent kernel{3, 3};
  Extent stride{1, 1};
  Padding padding = Padding::same;
  bool tied = false; ///< weights that the network's subgroup moves to each other are equal
  friend bool operator==(Conv2d const&, Conv2d const&) = default;
};

/// y[o] = b[o] + sum w[o][i] x[i]; its input is flat.
struct Dense {
  std::size_t units = 1;
  bool tied = false; ///< as for Conv2d
  friend bool operator==(Dense const&, Dense const&) = default;
};

struct Relu {
  friend bool operator==(Relu const&, Relu const&) = default;
};

/// The largest of each window; windows that would leave the plane are left out.
struct MaxPool2d {
  Extent size{2, 2};
  Extent stride{2, 2};
  friend bool operator==(MaxPool2d const&, MaxPool2d const&) = default;
};

/// The mean of each window; windows that would leave the plane are left out.
struct AveragePool2d {
  Extent size{2, 2};
  Extent stride{2, 2};
  friend bool operator==(AveragePool2d const&, AveragePool2d const&) = default;
};

/// A vector of all entries, channel by channel, row by row.
struct Flatten {
  friend bool operator==(Flatten const&, Flatten const&) = default;
};

/// exp(x[i]) / sum exp(x[j]) over the entries of a flat value.
struct Softmax {
  friend bool operator==(Softmax const&, Softmax const&) = default;
};

using Operation = std::variant<Conv2d, Dense, Relu, MaxPool2d, AveragePool2d, Flatten, Softmax>;

/// A layer with its name and the shapes it maps between, for one copy.
struct Layer {
  std::string name;
  Operation operation;
  Shape input;
  Shape output;

  /// The number of weights and biases; 0 for a layer that has none.
  [[nodiscard]] std::size_t parameters() const;

  /// The multiply-adds of one evaluation of this layer on one copy, by the definition (no fast
  /// algorithm).
  [[nodiscard]] std::size_t multiply_adds() const;
};

/// The spec's name of the operation: `conv2d`, `dense`, `relu`, `max_pool2d`, `average_pool2d`,
/// `flatten`, `softmax`.
[[nodiscard]] std::string type_name(Operation const& operation);

/// The shape that \p operation makes of \p input.
///
/// \throws ShapeError saying what was expected and what was found.
[[nodiscard]] Shape output_shape(Operation const& operation, Shape const& input);

} // namespace equivarify::codegen

#endif
