/// \file
/// Drawn networks of layers that are used as they are: the auditor judges them as the prover does.
#include "equivarify/codegen/refute/commuting_layers.hpp"
#include "equivarify/codegen/refute/stack_check.hpp"
#include "equivarify/codegen/verify/verification.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "codegen/certified.hpp"
#include "refute/commuting_specs.hpp"
#include "support/few_cases.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

/// The layers of \p network that are used as they are, judged by a program that shares nothing.
bool is_accepted(Network const& network) {
  return !refusal(certificate_of(network)).has_value();
}

/// A motion of \p numbers numbers that is its own inverse: it exchanges some and negates some.
std::string any_mirror_of(std::size_t numbers) {
  std::string exchanged;
  std::vector<std::size_t> negated;
  for (std::size_t i = 0; i < numbers;) {
    bool const is_pair = i + 1 < numbers && *rc::gen::arbitrary<bool>();
    bool const negates = *rc::gen::arbitrary<bool>();
    exchanged += is_pair ? fmt::format("({} {})", i, i + 1) : "";
    for (std::size_t const end = i + (is_pair ? 2 : 1); i < end; ++i) {
      if (negates) {
        negated.push_back(i);
      }
    }
  }
  json motions = json::array();
  if (!exchanged.empty()) {
    motions.push_back({{"permute_channels", exchanged}});
  }
  if (!negated.empty()) {
    motions.push_back({{"negate_channels", negated}});
  }
  return motions.empty() ? R"(["negate"])" : motions.dump();
}

// Of minus entries alone the places are in order too, and yet they move.
TEST(LayersOfACertificate, AreAcceptedWhateverSignsAHeadChanges) {
  std::string const found = support::counterexample(15, [] {
    auto const numbers = *rc::gen::inRange<std::size_t>(1, 5);
    std::string const mirror = any_mirror_of(numbers);
    RC_LOG(mirror);
    json spec = json::parse(
        SpecText{.group = R"({"cyclic": 2})",
                 .shape = fmt::format("[{}, 1, 1]", numbers),
                 .action = R"({"r": )" + mirror + "}",
                 .network = fmt::format(
                     R"([{{"name": "f", "equivarify": "lift", "layers": [{{"type": "flatten"}},
                         {{"name": "d", "type": "dense", "units": {}, "tied": true}}]}}])",
                     numbers),
                 .more = R"(, "already": {"subgroup": ["r"]})"}
            .text());
    spec.erase("labels");
    spec["output"]["v"] = {
        {"head", "vector"}, {"units", numbers}, {"action", {{"r", json::parse(mirror)}}}};
    Network const network = parse_network(spec.dump(), "mirror.json");
    RC_ASSERT(is_accepted(network));
    RC_ASSERT(audit::audit(certificate_of(network)).layers.layers == 2U);
  });
  EXPECT_EQ(found, "");
}

std::string pool_or_convolution() {
  auto const size = [] { return *rc::gen::inRange(1, 4); };
  auto const stride = [] { return *rc::gen::inRange(1, 3); };
  std::string const type =
      *rc::gen::element<std::string>("max_pool2d", "average_pool2d", "conv2d", "relu", "tanh");
  if (type == "relu" || type == "tanh") {
    return fmt::format(R"({{"type": "{}"}})", type);
  }
  return type == "conv2d"
             ? fmt::format(
                   R"({{"type": "conv2d", "filters": {}, "kernel": [{}, {}], "padding": "valid"}})",
                   size(),
                   *rc::gen::inRange(1, 3),
                   *rc::gen::inRange(1, 3))
             : fmt::format(R"({{"type": "{}", "size": [{}, {}], "stride": [{}, {}]}})",
                           type,
                           size(),
                           size(),
                           stride(),
                           stride());
}

RC_GTEST_PROP(Auditor, AgreesWithTheProverOnLayersUsedAsTheyAre, ()) {
  std::string const motion =
      *rc::gen::element<std::string>(R"("identity")",
                                     R"("negate")",
                                     R"("flip_rows")",
                                     R"("transpose")",
                                     R"("half_turn")",
                                     R"("flip_channels")",
                                     R"(["flip_columns", {"negate_channels": [1]}])",
                                     R"(["transpose", "negate"])");
  SpecText spec = under(motion,
                        *rc::gen::element<std::string>("[2, 7, 7]", "[2, 8, 8]"),
                        pool_or_convolution() + ", " + pool_or_convolution());
  if (*rc::gen::arbitrary<bool>()) { // on copies
    spec.network = fmt::format(
        R"([{{"name": "a", "equivarify": "lift", "layers": [{{"type": "relu"}}]}},
            {{"name": "b", "equivarify": "none", "layers": [{}]}}, {}])",
        pool_or_convolution(),
        head);
  }
  Network const network = spec.network_of();
  RC_ASSERT(is_accepted(network) == check_stack(network, 1).holds());
}

/// Layers on arrays of 2 channels whose values branch at random and all meet in the last layer.
class BranchingLayers {
public:
  std::string draw() {
    for (int i = *rc::gen::inRange(1, 5); i > 0; --i) {
      add_layer();
    }
    std::string unread;
    for (auto const& [name, readers] : readers_) {
      unread += readers == 0 ? fmt::format(R"("{}", )", name) : "";
    }
    return layers_ + fmt::format(R"({{"type": "concatenate", "inputs": [{}"input"]}})", unread);
  }

private:
  /// A value of 2 channels so far but \p other, which a layer reads.
  std::string some_value(std::string const& other = "") {
    std::vector<std::string> names{"input"};
    for (auto const& [name, readers] : readers_) {
      names.push_back(name);
    }
    std::erase(names, other);
    std::string const name = *rc::gen::elementOf(names);
    for (auto& [value, readers] : readers_) {
      readers += value == name ? 1 : 0;
    }
    return name;
  }

  void add_layer() {
    std::string const type =
        readers_.empty() ? *rc::gen::element<std::string>("relu", "tanh", "batch_norm", "conv2d")
                         : *rc::gen::element<std::string>(
                               "relu", "tanh", "batch_norm", "add", "multiply", "conv2d");
    std::string const first = some_value();
    std::string inputs = fmt::format(R"("{}")", first);
    inputs +=
        type == "add" || type == "multiply" ? fmt::format(R"(, "{}")", some_value(first)) : "";
    std::string const name = fmt::format("v{}", readers_.size());
    layers_ += fmt::format(R"({{"type": "{}", "name": "{}", "inputs": [{}]{}}}, )",
                           type,
                           name,
                           inputs,
                           type == "conv2d" ? R"(, "filters": 2, "kernel": 1)" : "");
    readers_.emplace_back(name, 0);
  }

  std::string layers_;
  std::vector<std::pair<std::string, int>> readers_; ///< the layers so far, with how many read them
};

RC_GTEST_PROP(Auditor, AgreesWithTheProverOnValuesThatBranch, ()) {
  std::string const motion =
      *rc::gen::element<std::string>(R"("identity")",
                                     R"("negate")",
                                     R"("flip_rows")",
                                     R"("flip_channels")",
                                     R"(["flip_columns", {"negate_channels": [1]}])",
                                     R"({"permutation": [1, 0, 2, 3, 4, 5, 6, 7]})");
  SpecText spec = under(motion, "[2, 2, 2]", BranchingLayers{}.draw());
  if (*rc::gen::arbitrary<bool>()) { // on two copies of one channel each
    spec.network = fmt::format(
        R"([{{"name": "a", "equivarify": "lift", "layers": [
              {{"name": "one", "type": "conv2d", "filters": 1, "kernel": 1}}]}},
            {{"name": "b", "equivarify": "none", "layers": [{}]}}, {}])",
        BranchingLayers{}.draw(),
        head);
  }
  Network const network = spec.network_of();
  bool const holds = check_stack(network, 1).holds();
  RC_TAG(holds);
  RC_ASSERT(is_accepted(network) == holds);
}

RC_GTEST_PROP(Auditor, AgreesWithTheProverOnCoinduction, ()) {
  std::string const subgroup = *rc::gen::element<std::string>("s", "r", "r^2", "r s");
  std::string const labels = *rc::gen::element<std::string>(
      R"("trivial")", fmt::format(R"json({{"{}": "(0 2)"}})json", subgroup));
  std::string layer = pool_or_convolution();
  std::string const tied = *rc::gen::element<std::string>("", R"(, "tied": true)");
  if (layer.find("conv2d") != std::string::npos) {
    layer.insert(layer.size() - 1, tied);
  }
  SpecText spec =
      coinduced(fmt::format(R"({{"subgroup": ["{}"], "labels": {}}})", subgroup, labels),
                *rc::gen::element<std::string>("", R"(, "tied": true)"));
  auto const replace = [&spec](std::string const& old, std::string const& text) {
    spec.network.replace(spec.network.find(old), old.size(), text);
  };
  if (*rc::gen::arbitrary<bool>()) {
    replace(R"("filters": 2, "kernel": 3)", R"("filters": 4, "kernel": 3, "regular": true)");
    layer = *rc::gen::element<std::string>(R"({"type": "batch_norm"{}})",
                                           R"({"type": "layer_norm"{}})",
                                           R"({"type": "layer_norm", "each_place": true{}})",
                                           layer);
    std::size_t const place = layer.find("{}");
    layer = place == std::string::npos ? layer : layer.replace(place, 2, tied);
  }
  replace(R"({"type": "max_pool2d", "size": 2})", layer);
  Network const network = spec.network_of();
  RC_ASSERT(is_accepted(network) == check_claim(network, 1).holds());
}

} // namespace
} // namespace equivarify::codegen
