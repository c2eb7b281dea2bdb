/// \file
/// Specs written in other ways, and specs altered at random.
#ifndef EQUIVARIFY_TESTS_CODEGEN_SPEC_REWRITING_HPP
#define EQUIVARIFY_TESTS_CODEGEN_SPEC_REWRITING_HPP

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// Writes the same spec in other ways.
class Rewriter {
public:
  using json = nlohmann::json;

  explicit Rewriter(std::uint64_t seed) : random_{seed} {}

  std::string rewrite(json spec) {
    toggle(spec, "description", "a \u00fc and a \" and a \n");
    toggle(spec, "seed", 1);
    toggle(spec, "arithmetic", "exact");
    toggle(spec, "training", json::object());
    if (!spec.contains("construction") && !spec.contains("already")) {
      toggle(spec, "construction", "g_product");
    }
    if (spec.contains("output")) {
      rewrite_outputs(spec);
    } else {
      toggle(spec["labels"], "elements", json::object());
      toggle(spec["labels"], "symmetries", json::object());
      toggle(spec["labels"], "pose", "upright");
    }
    if (spec.contains("training")) {
      rewrite_training(spec["training"]);
    }
    rewrite_input(spec["input"]);
    for (json& block : spec["network"]) {
      json before = "input";
      for (json& layer : block["layers"]) {
        rewrite_layer(layer);
        if (before.is_string()) {
          toggle(layer, "inputs", json::array({before}));
        }
        before = layer.value("name", json{});
      }
    }
    std::string text;
    write(spec, text);
    return text + blanks();
  }

private:
  bool coin() { return random_() % 2 == 0; }

  /// Writes out, or leaves out, \p key whose default is \p otherwise.
  void toggle(json& object, char const* key, json const& otherwise) {
    if (!object.contains(key) && coin()) {
      object[key] = otherwise;
    } else if (object.contains(key) && object[key] == otherwise && coin()) {
      object.erase(key);
    }
  }

  void rewrite_input(json& input) {
    if (!input.contains("parts")) {
      rewrite_motions(input["action"]);
      return;
    }
    for (json& part : input["parts"]) {
      rewrite_motions(part["action"]);
      toggle(part, "from", json::object());
      if (part["shape"].size() == 1 && coin()) {
        part["shape"] = {part["shape"][0], 1, 1};
      }
    }
  }

  void rewrite_motions(json& action) {
    for (auto& motion : action) {
      motion = motion.is_string() && coin() ? json::array({motion}) : motion;
    }
  }

  void rewrite_outputs(json& spec) {
    toggle(spec, "labels", {{"elements", json::object()}});
    for (json& output : spec["output"]) {
      if (output["head"] == "joint") {
        continue; // it has no loss of its own
      }
      bool const of_cells = output["head"] == "grid";
      toggle(output, "weight", 1);
      toggle(output,
             "loss",
             !output.contains("classes") ? "mean_squared_error"
             : of_cells                  ? "cross_entropy_per_cell"
                                         : "cross_entropy");
    }
  }

  void rewrite_training(json& training) {
    toggle(training, "epochs", 3);
    toggle(training, "batch", 64);
    toggle(training, "learning_rate", 0.001);
    toggle(training, "final_learning_rate", 0);
    toggle(training, "schedule", "cosine");
    toggle(training, "beta1", 0.9);
    toggle(training, "beta2", 0.999);
    toggle(training, "epsilon", 1e-8);
    toggle(training, "shift", 0);
    toggle(training, "turn", 0);
  }

  void rewrite_layer(json& layer) {
    std::string const type = layer["type"];
    bool const is_pool = layer.contains("size");
    if (type == "conv2d") {
      toggle(layer, "padding", "same");
      toggle(layer, "stride", 1);
    } else if (is_pool) {
      toggle(layer, "stride", layer["size"]);
    }
    if (type == "conv2d" || type == "dense") {
      toggle(layer, "regular", false);
    }
    if (type == "conv2d" || type == "dense" || type.ends_with("_norm")) {
      toggle(layer, "tied", false);
    }
    if (type == "batch_norm") {
      toggle(layer, "epsilon", 1e-5);
      toggle(layer, "momentum", 0.1);
    }
    if (type == "layer_norm") {
      toggle(layer, "epsilon", 1e-5);
      toggle(layer, "each_place", false);
    }
    if (type == "dropout") {
      toggle(layer, "rate", 0.5);
    }
    std::size_t const axes = type.ends_with("1d") ? 1 : type.ends_with("3d") ? 3 : 2;
    for (char const* key : {"kernel", "stride", "size"}) {
      if (axes > 1 && layer.contains(key) && layer[key].is_number() && coin()) {
        layer[key] = std::vector<json>(axes, layer[key]);
      }
    }
  }

  std::string blanks() {
    constexpr std::array some{"", "", " ", "\n  ", "\t", " \r\n"};
    return some[random_() % some.size()];
  }

  void write(json const& value, std::string& text) {
    text += blanks();
    if (value.is_object()) {
      std::vector<std::string> keys;
      for (auto const& [key, member] : value.items()) {
        keys.push_back(key);
      }
      std::shuffle(keys.begin(), keys.end(), random_);
      char before = '{';
      for (std::string const& key : keys) {
        text += before + blanks() + json(key).dump(-1, ' ', coin()) + blanks() + ':';
        write(value[key], text);
        before = ',';
      }
      text += keys.empty() ? "{}" : "}";
    } else if (value.is_array()) {
      char before = '[';
      for (json const& entry : value) {
        text += before;
        write(entry, text);
        before = ',';
      }
      text += value.empty() ? "[]" : "]";
    } else {
      text += value.dump(-1, ' ', coin());
    }
    text += blanks();
  }

  std::mt19937_64 random_;
};

/// Changes a spec at random, mostly to something that is nearly a spec.
class SpecMutator {
public:
  using json = nlohmann::json;

  explicit SpecMutator(std::uint64_t seed) : random_{seed} {}

  json mutate(json spec) {
    json* container = &spec;
    json* place = &spec;
    while (place->is_structured() && !place->empty() && (place == &spec || random_() % 7 != 0)) {
      container = place;
      place = &*std::next(place->begin(), static_cast<std::ptrdiff_t>(random_() % place->size()));
    }
    change(*container, *place);
    return spec;
  }

private:
  void change(json& container, json& place) {
    static std::vector<json> const others = json::parse(
        R"json([null, true, false, 0, 1, -1, 2, 3, 4, 5, 8, 12, 64, 65, 129, 4.0, 1e300, 9007199254740991,
           9007199254740992, 4611686018427387904, "", "r", "s", "r^2", "r^-1 r^5", "e", "conv2d", "relu",
           "softmax", "flip_rows", "half_turn", "negate", "(0 1)", "(0 1 x)", "(0 0)", "same", "valid", "none",
           "concat", "lift", "reynolds", "canonical", "kernel_quotient", "fast", "class", "A", "input", "cross_entropy", "huber", "binary_cross_entropy",
           "mean_squared_error", "cross_entropy_per_cell", "vector", "permuted", "grid", "induced", "invariant", "joint", [], {}, [1, 2], [2, 1],
           [0, 1, 2], [3, 3], [1, 1, 6], {"cyclic": 2}, {"shift_rows": 2}, {"signs": [1, -1]}, {"negate_channels": [0]}])json");
    json const other = others[random_() % others.size()];
    switch (random_() % 5) {
    case 0:
      place = other;
      break;
    case 1:
      place = place.is_number_unsigned() ? json(place.get<std::uint64_t>() + random_() % 3) : other;
      break;
    case 2:
      if (container.is_object()) {
        auto const member =
            std::next(container.begin(), static_cast<std::ptrdiff_t>(random_() % container.size()));
        container.erase(member);
      } else {
        container.push_back(container.front());
      }
      break;
    case 3:
      if (container.is_object()) {
        constexpr std::array keys{"tied",
                                  "regular",
                                  "padding",
                                  "stride",
                                  "description",
                                  "name",
                                  "seed",
                                  "s",
                                  "output",
                                  "classes",
                                  "units"};
        container[keys[random_() % keys.size()]] = other;
      } else {
        container.erase(container.begin());
      }
      break;
    default:
      place = place.is_string() ? json(place.get<std::string>() + "1") : other;
    }
  }

  std::mt19937_64 random_;
};

} // namespace equivarify::codegen

#endif
