/// \file
/// Nodes of ONNX files under other names, without a look at what they do.
#ifndef EQUIVARIFY_CODEGEN_LIFT_RENAMER_HPP
#define EQUIVARIFY_CODEGEN_LIFT_RENAMER_HPP

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace equivarify::codegen {

/// Fields of GraphProto in onnx.proto.
inline constexpr std::uint32_t graph_node = 1;
inline constexpr std::uint32_t graph_initializer = 5;
inline constexpr std::uint32_t graph_input = 11;
inline constexpr std::uint32_t graph_output = 12;
inline constexpr std::uint32_t graph_value = 13;

inline constexpr int deepest_graph = 32; ///< of graphs within nodes

/// Gives the values of a graph other names, those of `shared` left as they are; what is not a name
/// stays byte by byte.
class Renamer {
public:
  /// \p file, of which all messages are parts, and \p shared outlive this.
  Renamer(std::string_view file, std::set<std::string> const& shared, std::string suffix)
      : file_{file}, shared_{shared}, suffix_{std::move(suffix)} {}

  /// The name of the value \p old.
  [[nodiscard]] std::string name(std::string const& old) const;

  /// The node \p message, the graphs that it holds included. \throws InputError for bytes that are
  /// none, and for graphs nested deeper than 32
  [[nodiscard]] std::string node(std::string_view message) const { return node(message, 0); }

private:
  [[nodiscard]] std::string node(std::string_view message, int depth) const;
  [[nodiscard]] std::string attribute(std::string_view message, int depth) const;
  [[nodiscard]] std::string graph(std::string_view message, int depth) const;
  [[nodiscard]] std::string named(std::string_view message, std::uint32_t number) const;

  template <typename Change>
  [[nodiscard]] std::string
  each_field(std::string_view message, char const* what, Change const& change) const;

  std::string_view file_;
  std::set<std::string> const& shared_;
  std::string suffix_;
};

} // namespace equivarify::codegen

#endif
