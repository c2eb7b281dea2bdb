/// \file
/// Certificates, and the auditor that shares nothing with those who write them.
#include "equivarify/codegen/certificate/certificate.hpp"

#include "equivarify/codegen/audit/audit.hpp"
#include "equivarify/codegen/audit/refusal.hpp"
#include "equivarify/codegen/certificate/symbolic.hpp"
#include "equivarify/codegen/cli.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "support/expect_error.hpp"
#include "support/spec_text.hpp"

namespace equivarify::codegen {
namespace {

using audit::Refusal;
using nlohmann::json;
using support::expect_error;

SpecText small_c4() {
  return {.shape = "[1, 4, 4]"};
}

SpecText small_d4() {
  return {.group = R"({"dihedral": 4})",
          .shape = "[1, 4, 4]",
          .action = R"({"r": "quarter_turn", "s": "flip_columns"})"};
}

std::string certificate_of(Network const& network) {
  return certificate(network, prove_symbolically(network));
}

TEST(Certificate, IsAccepted) {
  Network const network = small_c4().network_of();
  audit::Accepted const accepted = audit::audit(certificate_of(network));
  EXPECT_EQ(accepted.spec, "small");
  EXPECT_EQ(accepted.sha256, network.spec_sha256);
  EXPECT_EQ(accepted.order, 4U);
  EXPECT_EQ(accepted.parameters, network.parameters());
  EXPECT_EQ(accepted.theorems, 12U);
  EXPECT_GT(accepted.steps, accepted.claims);
}

TEST(Certificate, IsAcceptedForEveryKindOfGroup) {
  std::string const one_row = "[1, 1, 6]";
  std::string const network = R"([{"name": "f", "equivarify": "lift", "layers": [
    {"name": "c", "type": "conv2d", "filters": 2, "kernel": [1, 3]}, {"type": "flatten"},
    {"type": "dense", "units": 3}]}])";
  std::vector<SpecText> const specs{
      small_d4(),
      {.group = R"({"symmetric": 3})",
       .shape = one_row,
       .action =
           R"({"a": {"permutation": [1, 0, 2, 4, 3, 5]}, "b": {"permutation": [2, 0, 1, 5, 3, 4]}})",
       .network = network},
      {.group = R"({"alternating": 3})",
       .shape = one_row,
       .action = R"({"a": {"permutation": [2, 0, 1, 5, 3, 4]}})",
       .network = network},
      {.group = R"({"dicyclic": 2})",
       .shape = one_row,
       .action = R"({"a": "identity", "b": "flip_columns"})",
       .network = network},
      {.group = R"({"product": [{"cyclic": 2}, {"cyclic": 2}]})",
       .shape = one_row,
       .action = R"({"r1": "flip_columns", "r2": "identity"})",
       .network = network},
      {.group = R"json({"permutations": {"degree": 4, "generators":
                                 {"t": "(0 1)(2 3)", "u": [2, 3, 0, 1]}}})json",
       .shape = "[1, 4, 4]",
       .action = R"({"t": ["flip_columns", "flip_rows"], "u": "flip_rows"})",
       .network = network},
      {.group = R"({"cyclic": 1})", .shape = one_row, .action = "{}", .network = network}};
  for (SpecText const& spec : specs) {
    EXPECT_NO_THROW(audit::audit(certificate_of(spec.network_of()))) << spec.group;
  }
}

TEST(Certificate, IsAcceptedForTheSpecsShippedAndNamesThem) {
  for (char const* name : {"tiny_c4", "mnist_c4", "mnist_d4_paper", "mnist_c4_whole"}) {
    std::string const path = std::string{SPECS_FOLDER} + "/" + name + ".json";
    std::ostringstream spec;
    spec << std::ifstream{path}.rdbuf();
    Network const network = load_network(path);
    std::string const text = certificate_of(network);
    EXPECT_EQ(audit::audit(text).spec, name);
    EXPECT_NO_THROW(audit::check_spec(text, spec.str())) << name;
    std::string other = spec.str();
    other.replace(other.find("\"kernel\": 3"), 11, "\"kernel\": 5");
    EXPECT_THROW(audit::check_spec(text, other), Refusal) << name;
  }
}

TEST(Certificate, IsTheSameForTheSameSpec) {
  EXPECT_EQ(certificate_of(small_c4().network_of()), certificate_of(small_c4().network_of()));
}

/// The message of the refusal of \p certificate; nothing if it is accepted.
std::optional<std::string> refusal(std::string const& text) {
  try {
    static_cast<void>(audit::audit(text));
    return std::nullopt;
  } catch (Refusal const& error) {
    return error.what();
  }
}

TEST(Audit, SaysWhyItRefuses) {
  json const good = json::parse(certificate_of(small_c4().network_of()));
  auto const after = [&](auto const& change) {
    json bad = good;
    change(bad);
    return refusal(bad.dump()).value_or("accepted");
  };
  EXPECT_EQ(after([](json& bad) { bad["theorems"].erase(3); }),
            "the theorems are not those expected");
  EXPECT_EQ(after([](json& bad) { bad["sha256"] = "0"; }), "the digest is not that of the spec");
  EXPECT_EQ(after([](json& bad) { bad["group"]["table"][1][1] = 3; }),
            "the group table does not associate");
  EXPECT_EQ(after([](json& bad) { std::swap(bad["action"]["r"][0], bad["action"]["r"][1]); }),
            "the action of r is not that of the spec");
  EXPECT_EQ(after([](json& bad) { bad["theorems"][1]["claims"][0]["proof"]["left"].erase(0); }),
            "a step of lift-equivariant does not begin where the one before it ends");
  EXPECT_EQ(after([](json& bad) {
              bad["theorems"][2]["claims"][0]["proof"]["left"][0]["equation"] = "each";
            }),
            "in lift-projects: each does not lead from ap(comp(p, lift(F)), x) to ap(p, "
            "ap(lift(F), x))");
  EXPECT_THAT(refusal("{").value_or("accepted"), testing::HasSubstr("parse error"));
  EXPECT_EQ(refusal(R"({"a": 1, "a": 1})"), "a key stands twice");
}

TEST(Audit, RefusesTheCertificateOfAnotherSpecUnderThisOnesDigest) {
  json c4 = json::parse(certificate_of(small_c4().network_of()));
  json const d4 = json::parse(certificate_of(small_d4().network_of()));
  for (char const* part : {"spec", "group", "action", "kernel", "parameters", "theorems"}) {
    json bad = c4;
    bad[part] = d4[part];
    EXPECT_EQ(refusal(bad.dump()).has_value(), bad != c4) << part;
  }
}

/// Changes a certificate at random.
class Mutator {
public:
  explicit Mutator(std::uint64_t seed) : random_{seed} {}

  /// \p certificate with one change of the kind numbered \p kind, which may do nothing.
  json mutate(json certificate, std::size_t kind) {
    json& place = random_place(certificate);
    switch (kind) {
    case 0:
      erase_one(random_container(certificate));
      break;
    case 1:
      duplicate_one(random_container(certificate));
      break;
    case 2:
      swap_two(random_container(certificate));
      break;
    case 3:
      alter(random_leaf(certificate));
      break;
    case 4: { // what stands elsewhere
      json const other = random_place(certificate);
      place = other;
      break;
    }
    case 5: { // a leaf from elsewhere, of the same type where it was one
      json const other = random_leaf(certificate);
      random_leaf(certificate) = other;
      break;
    }
    case 6:
      alter_a_step(certificate);
      break;
    case 7:
      place = json();
      break;
    default:
      insert_one(random_container(certificate));
    }
    return certificate;
  }

  static constexpr std::size_t kinds = 9;

private:
  std::size_t below(std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random_);
  }

  static json& entry(json& container, std::size_t i) {
    auto place = container.begin();
    std::advance(place, static_cast<std::ptrdiff_t>(i));
    return *place;
  }

  /// A place reached by random steps from the outside: the outer ones as likely as the inner.
  json& random_place(json& certificate) {
    json* place = &certificate;
    do {
      place = &entry(*place, below(place->size()));
    } while (place->is_structured() && !place->empty() && below(5) != 0);
    return *place;
  }

  json& random_leaf(json& certificate) {
    json* place = &certificate;
    while (place->is_structured() && !place->empty()) {
      place = &entry(*place, below(place->size()));
    }
    return *place;
  }

  json& random_container(json& certificate) {
    json* place = &certificate;
    json* container = place;
    do {
      place = &entry(*place, below(place->size()));
      container = place->is_structured() && !place->empty() ? place : container;
    } while (place == container && below(6) != 0);
    return *container;
  }

  void erase_one(json& container) {
    auto place = container.begin();
    std::advance(place, static_cast<std::ptrdiff_t>(below(container.size())));
    container.erase(place);
  }

  void duplicate_one(json& container) {
    json const copy = entry(container, below(container.size()));
    if (container.is_array()) {
      container.insert(container.begin() + static_cast<std::ptrdiff_t>(below(container.size() + 1)),
                       copy);
    } else {
      container["copy"] = copy;
    }
  }

  void insert_one(json& container) {
    if (container.is_array()) {
      container.push_back("more");
    } else {
      container["more"] = 1;
    }
  }

  void swap_two(json& container) {
    json& a = entry(container, below(container.size()));
    json& b = entry(container, below(container.size()));
    if (&a != &b) {
      std::swap(a, b);
    }
  }

  void alter(json& leaf) {
    if (leaf.is_number_integer()) {
      leaf = leaf.get<std::int64_t>() + (below(2) == 0 ? 1 : -1);
    } else if (leaf.is_string()) {
      alter_text(leaf.get_ref<std::string&>());
    } else {
      leaf = "altered";
    }
  }

  void alter_text(std::string& text) {
    constexpr std::string_view letters = "0123exghskFpN(), ._";
    std::size_t const at = below(text.size() + 1);
    char const letter = letters[below(letters.size())];
    std::size_t const kind = below(3);
    if (kind == 0 || at == text.size()) {
      text.insert(at, 1, letter);
    } else if (kind == 1) {
      text.erase(at, 1);
    } else {
      text[at] = letter;
    }
  }

  /// One field of one step of one proof.
  void alter_a_step(json& certificate) {
    json& theorem = certificate["theorems"][below(certificate["theorems"].size())];
    json& proof = theorem["claims"][below(theorem["claims"].size())]["proof"];
    json& steps = proof[below(2) == 0 ? "left" : "right"];
    if (!steps.empty()) {
      json& step = steps[below(steps.size())];
      std::vector<std::string> const fields{"equation", "direction", "position", "before", "after"};
      std::string const& field = fields[below(fields.size())];
      if (field == "equation") {
        json const& axioms = certificate["axioms"];
        step[field] = axioms[below(axioms.size())]["name"];
      } else if (field == "direction") {
        step[field] = step[field] == "forward" ? "backward" : "forward";
      } else {
        alter_text(step[field].get_ref<std::string&>());
      }
    }
  }

  std::mt19937_64 random_;
};

class Mutation : public testing::TestWithParam<std::size_t> {};

TEST_P(Mutation, IsRefused) {
  std::vector<json> const originals{json::parse(certificate_of(small_c4().network_of())),
                                    json::parse(certificate_of(small_d4().network_of()))};
  Mutator mutator{20261124 + GetParam()};
  int changed = 0;
  for (int i = 0; i < 400; ++i) {
    json const& original = originals[static_cast<std::size_t>(i) % originals.size()];
    json const mutant = mutator.mutate(original, GetParam());
    if (mutant != original) {
      ++changed;
      EXPECT_TRUE(refusal(mutant.dump())) << json::diff(original, mutant).dump(1);
    }
  }
  EXPECT_GE(changed, 150);
}

INSTANTIATE_TEST_SUITE_P(Kinds, Mutation, testing::Range(std::size_t{0}, Mutator::kinds));

TEST(VerifyCommand, WritesCertificateCoqAndDiagram) {
  auto const folder = std::filesystem::temp_directory_path() / "equivarify_certificate_test";
  std::filesystem::create_directories(folder);
  auto const path = [&](char const* name) { return (folder / name).string(); };
  std::ofstream{path("spec.json")} << small_c4().text();
  auto const verify = [&](std::vector<std::string> more) {
    std::ostringstream out;
    std::ostringstream err;
    Console console{.out = out, .err = err};
    more.insert(more.begin(), {"verify", path("spec.json"), "--tests", "1", "--inputs", "1"});
    return std::pair{run(more, console), out.str() + err.str()};
  };
  auto const [code, text] =
      verify({"--certificate", path("c.json"), "--coq", path("c.v"), "--diagram", path("c.dot")});
  auto const content = [&](char const* name) {
    std::ostringstream all;
    all << std::ifstream{path(name)}.rdbuf();
    return all.str();
  };
  EXPECT_EQ(code, ExitCode::done) << text;
  EXPECT_THAT(text, testing::HasSubstr("proof for all x and weights: 3 claims, "));
  EXPECT_FALSE(refusal(content("c.json")));
  EXPECT_THAT(content("c.v"), testing::HasSubstr("Theorem network_equivariant"));
  EXPECT_THAT(content("c.dot"), testing::StartsWith("digraph G {"));
  auto const [bad, why] = verify({"--diagram", path("c.png")});
  EXPECT_EQ(bad, ExitCode::bad_input);
  EXPECT_THAT(why, testing::HasSubstr("c.png: expected a name that ends in .dot or .svg"));
  std::filesystem::remove_all(folder);
}

} // namespace
} // namespace equivarify::codegen
