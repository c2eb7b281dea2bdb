/// \file
/// The nodes of an ONNX file lifted one after another.
#ifndef EQUIVARIFY_CODEGEN_LIFT_GRAPH_LIFT_HPP
#define EQUIVARIFY_CODEGEN_LIFT_GRAPH_LIFT_HPP

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/lift/node_context.hpp"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// An array of the file as [channels, rows, columns].
struct Arrangement3 {
  Shape shape;
  OnnxTensor order; ///< entry i is entry order[i] of the file's array
};

/// Whether numbers of \p type have no point; those of a boolean are no numbers.
[[nodiscard]] bool is_integer(OnnxType type);

/// `node "conv1" (Conv)`, or by what it gives where it has no name.
[[nodiscard]] std::string in_words(OnnxNode const& node);

/// One input of a graph, with a batch of one.
struct GraphInput {
  OnnxValue const* value;
  std::string part; ///< of several: what a spec calls it
  Extents extents;  ///< in the file
  Arrangement3 arrangement;
};

/// Lifts a graph whose inputs have one arrangement each.
class GraphLift {
public:
  /// Several \p inputs are the parts of one vector, in their order, and the first layers of the
  /// network take them out of it. \p model outlives this. \p takes_maps: see NetworkBuilder.
  GraphLift(OnnxModel const& model, std::vector<GraphInput> const& inputs, bool takes_maps = true);

  /// Lifts every node on which \p output depends; its view, which holds each entry of its value
  /// once, or null if a node of them has no form, or the entries are not those.
  View const* run(std::string const& output);

  /// Lifts every node that has a form.
  void run_all();

  [[nodiscard]] NetworkBuilder& network() noexcept { return network_; }

  /// Each value of the file that was lifted.
  [[nodiscard]] std::map<std::string, FileValue> const& values() const noexcept { return values_; }

  /// Why nodes have no form; those are left out that only depend on one of them.
  [[nodiscard]] std::vector<Problem> const& refused() const noexcept { return problems_; }

  /// Why \p output has no form.
  [[nodiscard]] std::vector<Problem> problems(std::string const& output) const;

private:
  void add_input(GraphInput const& input, std::size_t value);
  void lift(OnnxNode const& node);
  void keep(OnnxNode const& node,
            std::vector<FileValue const*> const& inputs,
            std::vector<FileValue> outputs);
  void note_integers(OnnxNode const& node);
  [[nodiscard]] bool gives_integers(OnnxNode const& node) const;
  View const* whole_output(std::string const& output);
  void fail(OnnxNode const& node, std::string const& found, std::string const& expected);

  OnnxModel const& model_;
  NetworkBuilder network_;
  std::map<std::string, FileValue> values_;
  std::map<std::string, std::size_t> uses_; ///< of each value of the file
  std::set<std::string> integers_; ///< values that depend on the input and are whole numbers
  std::vector<Problem> problems_;
};

} // namespace equivarify::codegen

#endif
