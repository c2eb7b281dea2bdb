#include "equivarify/codegen/onnx/onnx_poses.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <utility>

namespace equivarify::codegen {
namespace {

constexpr std::int64_t onnx_float = 1;

/// Adds the nodes of one search after another.
class PoseBuilder {
public:
  explicit PoseBuilder(OnnxModel& model) : model_{model} {}

  /// The lesser of two inputs, \p best where they are equal. Where no entry differs, the one that
  /// is compared is the first, and not less.
  std::string lesser(std::string const& best, std::string const& other) {
    std::string const first = node("ArgMin", {equal_entries(best, other)}, over_entries());
    std::pair<char const*, OnnxAttribute> const axis{"axis", std::int64_t{1}};
    std::string const left = node("GatherElements", {other, first}, {axis});
    std::string const right = node("GatherElements", {best, first}, {axis});
    return node("Where", {node("Less", {left, right}), other, best});
  }

  /// 1 where two inputs are equal, and 0 elsewhere.
  std::string is_equal(std::string const& left, std::string const& right) {
    return node("ReduceMin",
                {equal_entries(left, right)},
                {{"axes", std::vector<std::int64_t>{1}}, {"keepdims", std::int64_t{1}}});
  }

private:
  using Attributes = std::vector<std::pair<std::string, OnnxAttribute>>;

  static Attributes over_entries() {
    return {{"axis", std::int64_t{1}}, {"keepdims", std::int64_t{1}}};
  }

  std::string equal_entries(std::string const& left, std::string const& right) {
    return node("Cast", {node("Equal", {left, right})}, {{"to", onnx_float}});
  }

  std::string
  node(std::string const& type, std::vector<std::string> inputs, Attributes attributes = {}) {
    std::string name = fmt::format("pose/{}", nodes_++); // as no value of a spec is called
    model_.nodes.push_back({type, std::move(inputs), {name}, std::move(attributes)});
    return name;
  }

  OnnxModel& model_;
  std::size_t nodes_ = 0;
};

} // namespace

OnnxPoses
add_poses(std::vector<std::string> const& moved, std::size_t candidates, OnnxModel& model) {
  PoseBuilder nodes{model};
  OnnxPoses poses;
  for (std::size_t first = 0; first < moved.size(); first += candidates) {
    std::string best = moved[first];
    for (std::size_t k = 1; k < candidates; ++k) {
      best = nodes.lesser(best, moved[first + k]);
    }
    for (std::size_t k = 0; k < candidates; ++k) {
      poses.flags.push_back(nodes.is_equal(moved[first + k], best));
    }
    poses.least.push_back(std::move(best));
  }
  return poses;
}

} // namespace equivarify::codegen
