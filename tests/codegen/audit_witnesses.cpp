#include "codegen/audit_witnesses.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstddef>
#include <utility>
#include <vector>

#include "support/constructed_specs.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

/// A spec of \p group whose generators \p names leave the input as it is.
std::string still(std::string const& group, std::vector<std::string> const& names) {
  json action = json::object();
  for (std::string const& name : names) {
    action[name] = "identity";
  }
  return SpecText{.group = group, .shape = "[1, 4, 4]", .action = action.dump()}.text();
}

/// The small spec with \p to for \p from.
std::string small(std::string const& from, std::string const& to) {
  std::string text = SpecText{}.text();
  return text.replace(text.find(from), from.size(), to);
}

std::string repeated(std::string const& text, int times, std::string const& between = "") {
  std::string result = text;
  for (int i = 1; i < times; ++i) {
    result += between + text;
  }
  return result;
}

/// A product of products, \p depth deep, each of \p width groups of which the others are \p
/// trivial.
std::string nested_product(int depth, int width, std::string const& trivial = R"({"cyclic": 1})") {
  std::string const rest = repeated(fmt::format(", {}", trivial), width - 1);
  return repeated(R"({"product": [)", depth) + R"({"cyclic": 4})" + repeated(rest + "]}", depth);
}

std::string moved(std::string const& motion) {
  return small(R"("quarter_turn")", motion);
}

Witnesses of_texts_and_numbers() {
  std::string const zeros =
      fmt::format(R"({{"negate_channels": [{}]}})", repeated("0", 600'000, ","));
  std::string generators = R"json("a0": "()")json";
  std::vector<std::string> names{"a0"};
  for (int i = 1; i < 17; ++i) {
    names.push_back(fmt::format("a{}", i));
    generators += fmt::format(R"json(, "{}": "()")json", names.back());
  }
  return {
      {"key-twice", small(R"("name")", R"("name": "small", "name")")},
      {"text-bytes",
       small(R"("name")",
             fmt::format(R"("description": "{}", "name")", std::string(1'100'000, 'a')))},
      {"nesting", SpecText{.group = nested_product(32, 2)}.text()},
      {"values", moved(fmt::format("[{}]", repeated(zeros, 4, ",")))},
      {"file-bytes", SpecText{}.text() + std::string(std::size_t{32} << 20U, ' ')},
      {"zero-byte", SpecText{}.text() + std::string(1, '\0') + "more"},
      {"integer-high", SpecText{.more = R"(, "seed": 9007199254740992)"}.text()},
      {"integer-low", SpecText{.more = R"(, "training": {"epochs": 0})"}.text()},
      {"integer-signed", moved(R"({"shift_rows": 1026})")},
      {"text-length",
       still(R"({"presentation": {"generators": ["r"], "relations": ["r^4)" +
                 std::string(5000, ' ') + R"("]}})",
             {"r"})},
      {"text-empty", SpecText{.classes = R"(["", "b", "c"])"}.text()},
      {"list-long", SpecText{.group = nested_product(1, 5)}.text()},
      {"members-many",
       still(R"({"permutations": {"degree": 1, "generators": {)" + generators + "}}}", names)},
      {"one-key", SpecText{.group = R"({"cyclic": 4, "dihedral": 1})"}.text()},
      {"key-unknown", SpecText{.more = R"(, "more": 1)"}.text()},
      {"rate", SpecText{.more = R"(, "training": {"learning_rate": 0})"}.text()},
      {"identifier", small(R"("small")", R"("Small")")},
      {"word-of-cpp", small(R"("small")", R"("class")")},
      {"name-twice", small(R"("second")", R"("first")")},
      {"name-input", small(R"({"type": "relu"})", R"({"name": "input", "type": "relu"})")},
  };
}

Witnesses of_groups() {
  auto const permutations = [](std::string const& name, std::string const& form) {
    return still(R"({"permutations": {"degree": 2, "generators": {")" + name + R"(": )" + form +
                     "}}}",
                 {name});
  };
  std::string const loop = "[[0,1,2,3,4], [1,0,3,4,2], [2,4,0,1,3], [3,2,4,0,1], [4,3,1,2,0]]";
  std::string const two =
      R"({"semidirect": {"normal": {"cyclic": 3}, "quotient": {"cyclic": 2}, "action": )";
  return {
      {"generator-e", permutations("e", R"json("(0 1)")json")},
      {"cycle-repeats", permutations("a", R"json("(0 0)")json")},
      {"images-repeat", permutations("a", "[0, 0]")},
      {"groups",
       SpecText{.group = nested_product(30, 4, R"({"product": [{"cyclic": 1}, {"cyclic": 1}]})")}
           .text()},
      {"octahedral-false", still(R"({"octahedral": false})", {"x", "y"})},
      {"prime", still(R"({"elementary_abelian": [6, 1]})", {"r"})},
      {"modulus-prime",
       still(R"({"matrices": {"modulus": 4, "generators": {"a": [[3]]}}})", {"a"})},
      {"matrix-invertible",
       still(R"({"matrices": {"modulus": 2, "generators": {"a": [[0]]}}})", {"a"})},
      {"table-inverse", still(R"({"table": [[0, 1], [1, 1]]})", {"g1"})},
      {"table-associative", still(R"({"table": )" + loop + "}", {"g1", "g2"})},
      {"max-cosets",
       still(R"({"presentation": {"generators": ["r"], "relations": ["r^4"], "max_cosets": 1}})",
             {"r"})},
      {"semidirect-normal-keys", still(two + R"({"r": {"r": "r^2", "s": "r"}}}})", {"r1", "r2"})},
      {"semidirect-quotient-keys",
       still(two + R"({"r": {"r": "r^2"}, "s": {"r": "r"}}}})", {"r1", "r2"})},
  };
}

Witnesses of_actions() {
  std::string const flat = R"([{"name": "a", "equivarify": "lift", "layers": [
    {"type": "flatten"}, {"type": "dense", "units": 3}]}])";
  std::string const signs = fmt::format(R"([{{"signs": [0{}]}}])", repeated(",1", 35));
  std::string const by_r = R"(, "already": {"subgroup": ["r"], "labels": )";
  return {
      {"sign-zero", moved(signs)},
      {"entries-repeat",
       SpecText{.group = R"({"cyclic": 2})",
                .shape = "[1, 1, 2]",
                .action = R"({"r": {"permutation": [0, 0]}})",
                .network = flat}
           .text()},
      {"motion-of-none",
       small(R"({"r": "quarter_turn"})", R"({"r": "quarter_turn", "s": "negate"})")},
      {"action-relation", SpecText{.group = R"({"cyclic": 3})"}.text()},
      {"two-constructions",
       SpecText{.network = flat, .more = R"(, "construction": "reynolds")" + by_r + R"("trivial"})"}
           .text()},
      {"already-acts",
       SpecText{.network = flat, .more = by_r + R"json({"r": "(0 1 2)"}})json"}.text()},
      {"already-of-none",
       SpecText{.network = flat, .more = by_r + R"json({"s": "(0 1)"}})json"}.text()},
      {"class-twice", SpecText{.classes = R"(["a", "a", "c"])"}.text()},
      {"class-unknown", SpecText{.classes = R"(["a", "b", "c"], "symmetries": {"d": []})"}.text()},
      {"label-weights-length",
       SpecText{.classes = R"(["a", "b", "c"], "class_weights": [1, 2])"}.text()},
      {"label-weights-orbit",
       SpecText{.network = flat,
                .classes = R"(["a", "b", "c"], "class_weights": [1, 2, 2])",
                .more = by_r + R"json({"r": "(0 1)"}})json"}
           .text()},
      {"symmetries-subgroup",
       SpecText{.classes = R"(["a", "b", "c"], "symmetries": {"a": ["r"]})"}.text()},
  };
}

Witnesses of_networks() {
  auto const layers = [](std::string const& kind, std::string const& text) {
    return R"([{"name": "a", "equivarify": ")" + kind + R"(", "layers": [)" + text + "]}]";
  };
  std::string const flat = R"({"type": "flatten"}, {"type": "dense", "units": )";
  auto const last = [&](std::string const& ties, std::string const& more) {
    return SpecText{.network = layers("lift", flat + "3" + ties + "}"), .more = more}.text();
  };
  return {
      {"concat-of-copies", SpecText{.network = layers("concat", flat + "3}")}.text()},
      {"none-constructed",
       SpecText{.network = layers("none", flat + "12}"), .more = R"(, "construction": "reynolds")"}
           .text()},
      {"last-output", SpecText{.network = layers("lift", flat + "4}")}.text()},
      {"flat-input",
       SpecText{.network = layers("lift", R"({"type": "softmax"}, )" + flat + "3}")}.text()},
      {"tied-without-already", last(R"(, "tied": true)", "")},
      {"regular-without-tied", last(R"(, "regular": true)", "")},
      {"regular-groups",
       last(R"(, "tied": true, "regular": true)", R"(, "already": {"subgroup": ["r"]})")},
      {"same-padding", small(R"("kernel": 3)", R"("kernel": 2)")},
      {"groups-divide", small(R"("kernel": 3)", R"("kernel": 3, "groups": 2)")},
      {"circular-margins",
       small(R"("kernel": 3)", R"("kernel": 3, "circular": true, "padding": "valid")")},
      {"window-axes", small(R"("type": "conv2d")", R"("type": "conv1d")")},
      {"pool-margins", small(R"("size": 2)", R"("size": 2, "padding": [2, 0, 0, 0])")},
  };
}

Witnesses of_values() {
  auto const layers = [](std::string const& text) {
    return SpecText{.network = R"([{"name": "a", "equivarify": "lift", "layers": [)" + text + "]}]"}
        .text();
  };
  std::string const ends = R"(, {"type": "flatten"}, {"type": "dense", "units": 3})";
  std::string const two = R"({"name": "c", "type": "conv2d", "filters": 2, "kernel": 3}, )";
  std::string const window =
      R"({"name": "c", "type": "conv2d", "filters": 1, "kernel": 3, "padding": "valid"}, )";
  return {
      {"value-unknown", layers(R"({"type": "relu", "inputs": ["c"]})" + ends)},
      {"values-few", layers(R"({"type": "add"})" + ends)},
      {"value-twice", layers(two + R"({"type": "add", "inputs": ["c", "c"]})" + ends)},
      {"values-many", layers(two + R"({"type": "relu", "inputs": ["c", "input"]})" + ends)},
      {"value-unread", layers(two + R"({"type": "relu", "inputs": ["input"]})" + ends)},
      {"add-shapes", layers(two + R"({"type": "add", "inputs": ["c", "input"]})" + ends)},
      {"multiply-shapes", layers(two + R"({"type": "multiply", "inputs": ["input", "c"]})" + ends)},
      {"row-planes",
       layers(window + R"({"type": "concatenate", "inputs": ["c", "input"]})" + ends)},
      {"vector-and-planes",
       layers(
           R"({"name": "p", "type": "global_average_pool2d"}, {"type": "relu"}, {"name": "v", "type": "flatten"},
         {"type": "add", "inputs": ["p", "v"]}, {"type": "dense", "units": 3})")},
      {"windows-on-vector",
       layers(
           R"({"type": "flatten"}, {"type": "global_average_pool2d"}, {"type": "dense", "units": 3})")},
  };
}

} // namespace

Witnesses refused_specs() {
  Witnesses all = of_texts_and_numbers();
  for (Witnesses const& more : {of_groups(),
                                of_actions(),
                                of_networks(),
                                of_values(),
                                refused_outputs(),
                                refused_parts(),
                                refused_trainings()}) {
    all.insert(more.begin(), more.end());
  }
  return all;
}

} // namespace equivarify::codegen
