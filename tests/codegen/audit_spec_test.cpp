/// \file
/// The auditor's reading of specs: the same canonical forms as codegen's, and the same refusals.
#include "equivarify/codegen/spec_json.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "codegen/audited_spec.hpp"
#include "codegen/audited_specs_of_groups.hpp"
#include "codegen/certified.hpp"
#include "support/case_folder.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

/// What codegen says of the spec \p text.
AuditedSpec check(std::string const& text) {
  try {
    return {parse_network(text, "spec.json").canonical_spec, ""};
  } catch (SpecError const& error) {
    return {"", error.what()};
  }
}

std::vector<std::string> shipped_specs() {
  std::vector<std::string> texts;
  for (char const* folder : {SPECS_FOLDER, ZOO_FOLDER}) {
    for (std::string const& name : support::case_names(folder)) {
      if (name != "spec.schema") {
        texts.push_back(support::read_text(std::filesystem::path{folder} / (name + ".json")));
      }
    }
  }
  return texts;
}

/// Writes the same spec in other ways.
class Rewriter {
public:
  explicit Rewriter(std::uint64_t seed) : random_{seed} {}

  std::string rewrite(json spec) {
    toggle(spec, "description", "a \u00fc and a \" and a \n");
    toggle(spec, "seed", 1);
    toggle(spec, "arithmetic", "exact");
    toggle(spec, "training", json::object());
    if (!spec.contains("construction") && !spec.contains("already")) {
      toggle(spec, "construction", "g_product");
    }
    toggle(spec["labels"], "elements", json::object());
    toggle(spec["labels"], "symmetries", json::object());
    if (spec.contains("training")) {
      rewrite_training(spec["training"]);
    }
    for (auto& motion : spec["input"]["action"]) {
      motion = motion.is_string() && coin() ? json::array({motion}) : motion;
    }
    for (json& block : spec["network"]) {
      for (json& layer : block["layers"]) {
        rewrite_layer(layer);
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

  void rewrite_training(json& training) {
    toggle(training, "epochs", 3);
    toggle(training, "batch", 64);
    toggle(training, "learning_rate", 0.001);
    toggle(training, "final_learning_rate", 0);
    toggle(training, "schedule", "cosine");
    toggle(training, "beta1", 0.9);
    toggle(training, "beta2", 0.999);
    toggle(training, "epsilon", 1e-8);
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
    if ((type == "conv2d" || type == "dense")) {
      toggle(layer, "tied", false);
    }
    for (char const* key : {"kernel", "stride", "size"}) {
      if (layer.contains(key) && layer[key].is_number() && coin()) {
        layer[key] = {layer[key], layer[key]};
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

TEST(AuditSpec, HasTheCanonicalFormOfCodegenHoweverItIsWritten) {
  std::vector<std::string> texts = shipped_specs();
  ASSERT_GE(texts.size(), 16U);
  std::vector<std::string> const more = audited_specs();
  texts.insert(texts.end(), more.begin(), more.end());
  Rewriter rewriter{20261128};
  for (std::string const& text : texts) {
    std::string const canonical = check(text).canonical;
    ASSERT_NE(canonical, "") << text;
    AuditedSpec const audited = audit_spec(text);
    EXPECT_EQ(audited.canonical, canonical) << audited.refusal;
    EXPECT_EQ(audit_spec(canonical).canonical, canonical);
    for (int i = 0; i < 20; ++i) {
      std::string const other = rewriter.rewrite(json::parse(text));
      EXPECT_EQ(audit_spec(other).canonical, canonical) << other;
      EXPECT_EQ(parse_spec(other, "other.json").name, json::parse(canonical)["name"]) << other;
    }
  }
}

TEST(AuditSpec, OfARewrittenSpecIsCodegensToo) {
  Rewriter rewriter{7};
  for (std::string const& text : audited_specs()) {
    for (int i = 0; i < 5; ++i) {
      std::string const other = rewriter.rewrite(json::parse(text));
      EXPECT_EQ(audit_spec(other).canonical, check(other).canonical) << other;
    }
  }
}

TEST(AuditSpec, IsRefusedForEveryBadSpecAloneAndInACertificate) {
  std::filesystem::path const folder{REJECT_FOLDER};
  std::string const good = certificate_of(SpecText{.shape = "[1, 4, 4]"}.network_of());
  std::size_t const from = good.find("\"spec\": {") + 8;
  std::size_t const to = good.find("\"group\": {\n  \"generators\"");
  ASSERT_LT(from, to);
  std::vector<std::string> const names = support::case_names(folder);
  EXPECT_GE(names.size(), 60U);
  for (std::string const& name : names) {
    std::string const bad = support::read_text(folder / (name + ".json"));
    EXPECT_EQ(audit_spec(bad).canonical, "") << name;
    EXPECT_NE(refusal(good, bad.empty() ? " " : bad), std::nullopt) << name;
    std::string forged = good;
    json const parsed = json::parse(bad, nullptr, false);
    std::string const digest = audit::sha256(parsed.is_discarded() ? bad : parsed.dump());
    forged.replace(from, to - from, bad + ",");
    std::size_t const place = forged.find("\"sha256\": \"") + 11;
    forged.replace(place, 64, digest);
    EXPECT_NE(refusal(forged), std::nullopt) << name;
  }
}

/// Changes a spec at random, mostly to something that is nearly a spec.
class SpecMutator {
public:
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
           "concat", "lift", "reynolds", "canonical", "kernel_quotient", "fast", "class", "A", [], {}, [1, 2], [2, 1],
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
        constexpr std::array keys{"tied", "padding", "stride", "description", "name", "seed", "s"};
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

TEST(AuditSpec, IsTakenIfAndOnlyIfCheckTakesIt) {
  std::vector<std::string> const texts = audited_specs();
  SpecMutator mutator{20261129};
  int taken = 0;
  int refused = 0;
  for (std::size_t i = 0; i < 6000; ++i) {
    std::string const text = mutator.mutate(json::parse(texts[i % texts.size()])).dump();
    AuditedSpec const expected = check(text);
    AuditedSpec const found = audit_spec(text);
    // A semidirect product that speaks of generators it has not is taken by check alone.
    bool const stricter = found.refusal == "the semidirect product speaks of no generator it has";
    EXPECT_EQ(found.canonical, stricter ? "" : expected.canonical)
        << text << "\ncheck: " << expected.refusal << "\naudit: " << found.refusal;
    ++(found.canonical.empty() ? refused : taken);
  }
  EXPECT_GE(taken, 400);
  EXPECT_GE(refused, 2000);
}

TEST(AuditSpec, RefusesTheWordsThatCheckRefuses) {
  for (char const* word : {"alignas",
                           "char8_t",
                           "class",
                           "co_await",
                           "default",
                           "export",
                           "int",
                           "namespace",
                           "operator",
                           "requires",
                           "union",
                           "xor_eq"}) {
    std::string spec = SpecText{}.text();
    spec.replace(spec.find("conv1"), 5, word);
    EXPECT_NE(check(spec).refusal, "") << word;
    EXPECT_EQ(audit_spec(spec).refusal,
              "at /network/0/layers/0/name: found \"" + std::string{word} +
                  "\", expected a name that is no word of C++");
  }
}

} // namespace
} // namespace equivarify::codegen
