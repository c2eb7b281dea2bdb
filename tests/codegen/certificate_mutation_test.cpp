/// \file
/// Certificates altered at random, none of which is accepted.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "codegen/certified.hpp"
#include "support/constructed_specs.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

json certificate_of(SpecText const& spec) {
  return json::parse(certificate_of(spec.network_of()));
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

  static void insert_one(json& container) {
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

  /// One field of one step of one proof; as often of the last theorems, which are about the
  /// construction and the network, as of all.
  void alter_a_step(json& certificate) {
    std::size_t const count = certificate["theorems"].size();
    std::size_t const lemmas = 11;
    bool const last = below(2) == 0;
    json& theorem = certificate["theorems"][last ? lemmas + below(count - lemmas) : below(count)];
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

SpecText presented_c4() {
  return {.group = R"({"presentation": {"generators": ["r"], "relations": ["r^12 = r^20 = 1"]}})",
          .shape = "[1, 4, 4]"};
}

/// A certificate of each construction, and one of a presented group.
std::vector<json> const& originals() {
  static std::vector<json> const all = [] {
    std::vector<json> result{certificate_of({.shape = "[1, 4, 4]"}),
                             certificate_of(square_d4(SpecText{}.network, "")),
                             certificate_of(presented_c4())};
    for (auto const& [name, spec] : constructed_specs()) {
      result.push_back(certificate_of(spec));
    }
    return result;
  }();
  return all;
}

class Mutation : public ::testing::TestWithParam<std::size_t> {};

TEST_P(Mutation, IsRefused) {
  Mutator mutator{20261124 + GetParam()};
  int changed = 0;
  for (std::size_t i = 0; i < 210; ++i) {
    json const& original = originals()[i % originals().size()];
    json const mutant = mutator.mutate(original, GetParam());
    if (mutant != original) {
      ++changed;
      EXPECT_TRUE(refusal(mutant.dump()).has_value()) << json::diff(original, mutant).dump(1);
    }
  }
  EXPECT_GE(changed, 75);
}

INSTANTIATE_TEST_SUITE_P(Kinds, Mutation, ::testing::Range(std::size_t{0}, Mutator::kinds));

} // namespace
} // namespace equivarify::codegen
