/// \file
/// The copies of a value as nodes of an ONNX file.
#ifndef EQUIVARIFY_CODEGEN_ONNX_ONNX_COPIES_HPP
#define EQUIVARIFY_CODEGEN_ONNX_ONNX_COPIES_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"
#include "equivarify/codegen/reference/weights.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {

/// An extent or a place as ONNX has them.
[[nodiscard]] constexpr std::int64_t number(std::size_t value) {
  return static_cast<std::int64_t>(value);
}

/// A model, and the copies of the value at hand, by name. Every copy has nodes of its own, which
/// differ in nothing but the values that they read, and all copies share the constants. So an
/// engine does the same with each copy, whatever it does: stacked in one array they would not be
/// equal to the last bit, for vectorized code treats the end of an array, and of a block of sums,
/// in another way than its middle. Names made from a step's hold a slash, which no name of a spec
/// does.
class OnnxCopies {
public:
  using Extents = std::vector<std::int64_t>;
  using Attributes = std::vector<std::pair<std::string, OnnxAttribute>>;

  explicit OnnxCopies(ReferenceWeights<float> const& weights) : weights_{weights} {}

  OnnxModel model{};
  std::vector<std::string> copies{}; ///< of the value at hand

  /// Adds the operator \p type with \p constants on each copy, which becomes what it gives.
  void add_nodes(std::string const& type,
                 std::string const& name,
                 std::vector<std::string> const& constants,
                 Attributes const& attributes = {});

  /// Adds copy \p h of the value \p name: what the operator \p type makes of \p inputs.
  void add_node(std::size_t h,
                std::string const& type,
                std::string const& name,
                std::vector<std::string> inputs,
                Attributes const& attributes);

  /// Adds a constant, and gives back its name.
  std::string add_constant(std::string name, Extents values);
  std::string add_constant(std::string name, Extents shape, std::vector<float> values);

  /// Adds the tensor \p name of the weights.
  std::string add_weight(std::string const& name);

  /// The same with other \p values, in the shape of the weights.
  std::string add_weight(std::string const& name, std::vector<float> values);

  /// Makes of each copy an array [batch, shape...].
  void reshape(std::string const& name, Extents shape);

  /// Makes copy h the copies that \p seen [h] lists, one after another along the channels.
  void concatenate(std::string const& name, std::vector<std::vector<std::uint32_t>> const& seen);

private:
  ReferenceWeights<float> const& weights_;
};

} // namespace equivarify::codegen

#endif
