/// \file
/// What an operator of an ONNX file sees when it is lifted: its inputs, its attributes, and the
/// network that grows.
#ifndef EQUIVARIFY_CODEGEN_LIFT_NODE_CONTEXT_HPP
#define EQUIVARIFY_CODEGEN_LIFT_NODE_CONTEXT_HPP

#include "equivarify/codegen/lift/network_builder.hpp"
#include "equivarify/codegen/lift/tensor.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace equivarify::codegen {

/// A value of the file that depends on the input: an array whose entries are those of a value of
/// the network at the places `entries`. What only renames or reorders changes the places alone.
struct View {
  std::size_t value = 0;
  OnnxTensor entries;
  bool is_sole = true; ///< no other node reads the value of the network under any name

  [[nodiscard]] Extents const& shape() const noexcept { return entries.shape; }

  /// The places.
  [[nodiscard]] std::vector<std::int64_t> const& places() const { return integers_of(entries); }
};

/// A value of the file: a constant, or one that depends on the input.
using FileValue = std::variant<OnnxTensor, View>;

/// A node that has no form in a spec.
class LiftError : public algebra::Error {
public:
  LiftError(std::string found, std::string expected);

  [[nodiscard]] std::string const& found() const noexcept { return found_; }

  [[nodiscard]] std::string const& expected() const noexcept { return expected_; }

private:
  std::string found_;
  std::string expected_;
};

/// One node. What it cannot do throws LiftError.
class NodeContext {
public:
  NodeContext(OnnxNode const& node,
              std::int64_t operator_set,
              std::vector<FileValue const*> inputs,
              NetworkBuilder& network)
      : node_{node}, operator_set_{operator_set}, inputs_{std::move(inputs)}, network_{network} {}

  [[nodiscard]] OnnxNode const& node() const noexcept { return node_; }

  [[nodiscard]] std::int64_t operator_set() const noexcept { return operator_set_; }

  [[nodiscard]] NetworkBuilder& network() const noexcept { return network_; }

  /// The number of inputs, those that are left out at the end not counted.
  [[nodiscard]] std::size_t size() const noexcept { return inputs_.size(); }

  [[nodiscard]] bool has(std::size_t input) const;
  [[nodiscard]] bool is_constant(std::size_t input) const;
  [[nodiscard]] bool all_constant() const;

  /// Input number \p input, which must be there.
  [[nodiscard]] FileValue const& value(std::size_t input) const;

  /// The same, which must depend on the input of the network.
  [[nodiscard]] View const& view(std::size_t input) const;

  /// The same, which must be a constant.
  [[nodiscard]] OnnxTensor const& constant(std::size_t input) const;

  /// Attributes; \p otherwise where it is left out. \throws LiftError for one of another type
  [[nodiscard]] std::int64_t integer(char const* name, std::int64_t otherwise) const;
  [[nodiscard]] float number(char const* name, float otherwise) const;
  [[nodiscard]] std::string text(char const* name, std::string otherwise) const;
  [[nodiscard]] std::optional<std::vector<std::int64_t>> integers(char const* name) const;

  /// Whole numbers that older operator sets have as an attribute and newer ones as input \p input.
  [[nodiscard]] std::optional<std::vector<std::int64_t>> integers(char const* name,
                                                                  std::size_t input) const;

  /// What layers are called: the name of the node, or of what it gives.
  [[nodiscard]] std::string const& name() const;

  /// Adds a layer called after the node, on the value of \p view; its output in the same places.
  [[nodiscard]] View on_each_entry(View const& view, Operation operation) const;

private:
  OnnxNode const& node_;
  std::int64_t operator_set_;
  std::vector<FileValue const*> inputs_;
  NetworkBuilder& network_;
};

/// The value of the network that \p view is, as an array [1, channels, rows, columns] or [1,
/// channels, columns] in order. \throws LiftError if it is another arrangement
[[nodiscard]] std::size_t image_of(NetworkBuilder const& network, View const& view);

/// All entries of \p value in \p shape, in order.
[[nodiscard]] View whole_view(std::size_t value, Extents shape);

/// For each channel of the value of \p view the entry of \p numbers, which has the shape of \p
/// view; nothing if the entries of a channel meet different numbers.
[[nodiscard]] std::optional<std::vector<float>> by_channel(NetworkBuilder const& network,
                                                           View const& view,
                                                           std::vector<float> const& numbers,
                                                           float otherwise);

} // namespace equivarify::codegen

#endif
