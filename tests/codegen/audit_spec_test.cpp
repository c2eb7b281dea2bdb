/// \file
/// The auditor's reading of specs: the same canonical forms as codegen's, and the same refusals.
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

#include "codegen/audited_spec.hpp"
#include "codegen/audited_specs_of_groups.hpp"
#include "codegen/certified.hpp"
#include "codegen/spec_rewriting.hpp"
#include "support/case_folder.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

/// What codegen says of the spec \p text.
AuditedSpec check(std::string const& text) {
  try {
    return {parse_network(text, "spec.json").canonical_spec, ""};
  } catch (InputError const& error) {
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

/// A spec of \p layers layers, the last of which is dense.
std::string deep(std::size_t layers) {
  constexpr std::size_t most_in_a_block = 256;
  json network = json::array();
  for (std::size_t i = 0; i < layers; ++i) {
    if (i % most_in_a_block == 0) {
      network.push_back(
          {{"name", "b" + std::to_string(i)}, {"equivarify", "lift"}, {"layers", json::array()}});
    }
    network.back()["layers"].push_back({{"type", i == 0 ? "flatten" : "relu"}});
  }
  network.back()["layers"].back() = {{"type", "dense"}, {"units", 3}};
  return SpecText{.shape = "[1, 2, 2]", .network = network.dump()}.text();
}

// Blocks of 256 layers each would allow 65,536 of them.
TEST(AuditSpec, TakesAsManyLayersAsCheckDoes) {
  EXPECT_EQ(audit_spec(deep(1024)).canonical, check(deep(1024)).canonical);
  EXPECT_NE(check(deep(1024)).canonical, "");
  EXPECT_EQ(audit_spec(deep(1025)).refusal, "too large: a network of more layers than 1024");
  EXPECT_EQ(check(deep(1025)).refusal,
            "spec.json:1:118: too many layers\n"
            "  at           /network\n"
            "  found        1,025 layers in 5 blocks\n"
            "  expected     at most 1,024 in all blocks together\n"
            "1 problem in spec.json");
}

} // namespace
} // namespace equivarify::codegen
