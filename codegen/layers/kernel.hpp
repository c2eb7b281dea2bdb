/// \file
/// How the runtime computes a layer in generated code.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_KERNEL_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_KERNEL_HPP

#include "equivarify/codegen/layers/shape.hpp"
#include "equivarify/codegen/layers/window.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// Where a layer stands in a generated program, and what the plan has chosen for it.
struct KernelPlace {
  std::vector<Shape> inputs{}; ///< of one copy of each value that it reads
  Shape output{};              ///< of one copy
  std::size_t copies = 1;      ///< of each value
  std::size_t gathered = 1;    ///< copies that one vector holds, after vectors were concatenated
  std::vector<std::string> maps{}; ///< the types of these values on images; empty on vectors
  std::string group{};   ///< the algorithm of the sum over copies; for layers with weights
  bool relu = false;     ///< a relu follows at once and is part of it; for layers with parameters
  bool winograd = false; ///< a convolution by Winograd's algorithm
  std::size_t block_tiles = 0;  ///< Winograd: tiles that a thread takes to the output at once
  std::size_t group_images = 1; ///< others: images whose gradient of the weights is found at once
  bool bf16 = false; ///< its weights are used as bf16 numbers, not scaled by a normalisation

  /// The shape of the first value.
  [[nodiscard]] Shape const& input() const { return inputs.front(); }

  /// The type of the first value on images; empty on vectors.
  [[nodiscard]] std::string map() const { return maps.empty() ? std::string{} : maps.front(); }

  /// Whether it works on images, not on vectors.
  [[nodiscard]] bool on_images() const { return !maps.empty(); }

  /// Entries of one vector.
  [[nodiscard]] std::size_t size() const { return gathered * input().size(); }
};

/// The members of a struct of sizes in generated code, those at their defaults left out.
class SizeList {
public:
  /// Adds the member \p name unless \p value is its default, \p standard.
  void add(char const* name, std::size_t value, std::size_t standard);
  void add(char const* name, bool value, bool standard);

  /// The same of \p margins, `padding_top` to `padding_back`, which are 0 by default.
  void add(Margins const& margins);

  /// Such as `.rows = 3, .columns = 4`.
  [[nodiscard]] std::string const& text() const noexcept { return text_; }

private:
  void append(char const* name, std::string const& value);

  std::string text_;
};

/// The members of the runtime's ConvSizes for a convolution along \p axes axes with \p window and
/// \p filters of an image of the shape \p input, with or without \p bias.
[[nodiscard]] std::string conv_sizes(
    Window const& window, Shape const& input, std::size_t filters, bool bias, std::size_t axes = 2);

/// A kernel of the runtime.
struct Kernel {
  std::string name;   ///< in words: `direct convolution`
  std::string header; ///< runtime/HEADER.hpp
  std::string type;   ///< with its template arguments, on one line, in the namespace `rt`
};

} // namespace equivarify::codegen

#endif
