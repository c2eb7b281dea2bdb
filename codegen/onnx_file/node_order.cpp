#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <queue>
#include <set>
#include <utility>

namespace equivarify::codegen {
namespace {

/// Orders nodes by what they read [Kahn 1962]; of those that may come next the first in the file.
class NodeOrder {
public:
  explicit NodeOrder(OnnxModel& model) : model_{model}, waits_for_(model.nodes.size()) {}

  void run() {
    find_makers();
    for (std::size_t n = 0; n < model_.nodes.size(); ++n) {
      find_reads(n);
    }
    for (OnnxValue const& output : model_.outputs) {
      require_maker(output.name, fmt::format("output \"{}\"", output.name));
    }
    require_none();
    reorder();
  }

private:
  static constexpr std::size_t from_outside = static_cast<std::size_t>(-1);

  [[nodiscard]] std::string place_of(std::size_t n) const {
    OnnxNode const& node = model_.nodes[n];
    return fmt::format("graph, node {} ({} \"{}\")", n, node.type, node.name);
  }

  void add_maker(std::string const& name, std::size_t n, std::string const& place) {
    if (!name.empty() && !makers_.emplace(name, n).second) {
      problems_.push_back({.pointer = place,
                           .summary = "a value that is made twice",
                           .found = name,
                           .expected = "a name that no other value has"});
    }
  }

  void find_makers() {
    for (OnnxValue const& input : model_.inputs) {
      add_maker(input.name, from_outside, "graph, inputs");
    }
    for (OnnxTensor const& constant : model_.constants) {
      add_maker(constant.name, from_outside, "graph, initializers");
    }
    for (std::size_t n = 0; n < model_.nodes.size(); ++n) {
      for (std::string const& name : model_.nodes[n].outputs) {
        add_maker(name, n, place_of(n));
      }
    }
  }

  void require_maker(std::string const& name, std::string const& place) {
    if (!makers_.contains(name)) {
      problems_.push_back({.pointer = place,
                           .summary = "a value that nothing makes",
                           .found = name,
                           .expected = "an input, an initializer or what a node gives"});
    }
  }

  void find_reads(std::size_t n) {
    std::set<std::size_t> reads;
    for (std::string const& name : model_.nodes[n].inputs) {
      if (name.empty()) {
        continue;
      }
      require_maker(name, place_of(n));
      if (auto const maker = makers_.find(name);
          maker != makers_.end() && maker->second != from_outside) {
        reads.insert(maker->second);
      }
    }
    waits_for_[n] = reads.size();
    for (std::size_t const maker : reads) {
      readers_[maker].push_back(n);
    }
  }

  void require_none() const {
    if (!problems_.empty()) {
      throw InputError{problems_};
    }
  }

  void reorder() {
    std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
    for (std::size_t n = 0; n < waits_for_.size(); ++n) {
      if (waits_for_[n] == 0) {
        ready.push(n);
      }
    }
    std::vector<std::size_t> order;
    for (; !ready.empty();) {
      std::size_t const n = ready.top();
      ready.pop();
      order.push_back(n);
      for (std::size_t const reader : readers_[n]) {
        if (--waits_for_[reader] == 0) {
          ready.push(reader);
        }
      }
    }
    for (std::size_t n = 0; n < waits_for_.size(); ++n) {
      if (waits_for_[n] != 0) {
        problems_.push_back({.pointer = place_of(n),
                             .summary = "nodes in a circle",
                             .found = "a node that waits for itself, or for one that does",
                             .expected = "a graph without circles"});
      }
    }
    require_none();
    std::vector<OnnxNode> nodes;
    nodes.reserve(order.size());
    for (std::size_t const n : order) {
      nodes.push_back(std::move(model_.nodes[n]));
    }
    model_.nodes = std::move(nodes);
  }

  OnnxModel& model_;
  std::map<std::string, std::size_t> makers_; ///< of each value: the node
  std::vector<std::size_t> waits_for_;        ///< how many nodes each one waits for
  std::map<std::size_t, std::vector<std::size_t>> readers_;
  std::vector<Problem> problems_;
};

} // namespace

void put_in_order(OnnxModel& model) {
  NodeOrder{model}.run();
}

} // namespace equivarify::codegen
