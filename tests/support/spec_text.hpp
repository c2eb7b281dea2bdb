/// \file
/// Specs for tests.
#ifndef EQUIVARIFY_TESTS_SUPPORT_SPEC_TEXT_HPP
#define EQUIVARIFY_TESTS_SUPPORT_SPEC_TEXT_HPP

#include "equivarify/codegen/spec/load.hpp"

#include <fmt/format.h>

#include <string>

namespace equivarify::codegen {

/// The parts of a small spec, each JSON text.
struct SpecText {
  std::string group = R"({"cyclic": 4})";
  std::string shape = "[1, 6, 6]";
  std::string action = R"({"r": "quarter_turn"})";
  std::string network = R"([
    {"name": "first", "equivarify": "lift", "layers": [
      {"name": "conv1", "type": "conv2d", "filters": 2, "kernel": 3}, {"type": "relu"}, {"type": "max_pool2d", "size": 2}]},
    {"name": "second", "equivarify": "concat", "layers": [
      {"type": "flatten"}, {"name": "dense1", "type": "dense", "units": 3}]}])";
  std::string classes = R"(["a", "b", "c"])";
  std::string more{}; ///< further keys, each with a comma before it

  /// The whole spec.
  [[nodiscard]] std::string text() const {
    return fmt::format(
        R"({{"name": "small", "group": {}, "input": {{"shape": {}, "action": {}}}, "network": {}, "labels": {{"classes": {}}}{}}})",
        group,
        shape,
        action,
        network,
        classes,
        more);
  }

  /// The network that it describes.
  [[nodiscard]] Network network_of() const { return parse_network(text(), "small.json"); }
};

} // namespace equivarify::codegen

#endif
