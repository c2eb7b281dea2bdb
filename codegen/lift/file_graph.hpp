/// \file
/// A graph of an ONNX file, looked at by the names of its values.
#ifndef EQUIVARIFY_CODEGEN_LIFT_FILE_GRAPH_HPP
#define EQUIVARIFY_CODEGEN_LIFT_FILE_GRAPH_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// A place in the list of nodes.
using NodePlace = std::size_t;

/// An operand and the one number that it meets.
struct WithNumber {
  std::string operand;
  double number = 0;
};

/// The nodes of a model, which outlives this.
class FileGraph {
public:
  explicit FileGraph(OnnxModel const& model);

  [[nodiscard]] OnnxNode const& at(NodePlace place) const { return nodes_[place]; }

  [[nodiscard]] std::size_t size() const noexcept { return nodes_.size(); }

  /// The node of type \p type that gives \p name.
  [[nodiscard]] std::optional<NodePlace> maker(std::string const& name, char const* type) const;

  /// The node of type \p type that alone reads what the node at \p place gives, once.
  [[nodiscard]] std::optional<NodePlace> reader(NodePlace place, char const* type) const;

  /// The constant called \p name; null if it is none.
  [[nodiscard]] OnnxTensor const* constant(std::string const& name) const;

  /// The one number that \p name is.
  [[nodiscard]] std::optional<double> number(std::string const& name) const;

  /// The two operands of the node at \p place, one of which is one number; of a quotient the number
  /// is the reciprocal of what it is divided by.
  [[nodiscard]] std::optional<WithNumber> with_number(NodePlace place) const;

  /// What the node at \p place, which has two operands, reads besides \p name.
  [[nodiscard]] std::string other(NodePlace place, std::string const& name) const;

  /// Whether the value of the node at \p place is an output, or read by a node not in \p left_out.
  [[nodiscard]] bool is_read(NodePlace place, std::set<NodePlace> const& left_out) const;

private:
  [[nodiscard]] bool is(NodePlace place, char const* type) const;

  std::vector<OnnxNode> const& nodes_;
  std::map<std::string, NodePlace> makers_;
  std::multimap<std::string, NodePlace> readers_;
  std::set<std::string> outputs_;
  std::map<std::string, OnnxTensor const*> constants_;
};

/// Whether \p a is \p b, up to rounding in single precision.
[[nodiscard]] bool is_near(double a, double b);

/// A node in place of others, the last of which is at `place`.
struct Whole {
  NodePlace place = 0;
  OnnxNode node{};
  std::set<NodePlace> parts{}; ///< the others, and that one
};

/// \p node, which gives what the node at \p last gives, in place of those between its first input
/// and that one.
[[nodiscard]] Whole whole(FileGraph const& graph, NodePlace last, OnnxNode node);

} // namespace equivarify::codegen

#endif
