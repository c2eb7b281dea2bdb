#include "equivarify/codegen/audit/audit.hpp"

#include "equivarify/codegen/audit/refusal.hpp"
#include "equivarify/codegen/audit/replay.hpp"
#include "equivarify/codegen/audit/spec_network.hpp"
#include "equivarify/codegen/audit/structure.hpp"
#include "equivarify/codegen/audit/theory.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <openssl/evp.h>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// \p text as JSON in which no key stands twice.
json parse(std::string const& text) {
  std::vector<std::set<std::string>> keys;
  auto const callback = [&keys](int, json::parse_event_t event, json& value) {
    if (event == json::parse_event_t::object_start) {
      keys.emplace_back();
    } else if (event == json::parse_event_t::object_end) {
      keys.pop_back();
    } else if (event == json::parse_event_t::key) {
      demand(keys.back().insert(value.get<std::string>()).second, "a key stands twice");
    }
    return true;
  };
  return json::parse(text, callback);
}

std::string sha256(std::string const& text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  demand(EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr) == 1,
         "SHA-256 cannot be computed");
  std::string result;
  for (unsigned int i = 0; i < size; ++i) {
    constexpr char const* digits = "0123456789abcdef";
    result += digits[digest[i] / 16];
    result += digits[digest[i] % 16];
  }
  return result;
}

Accepted check(json const& certificate) {
  demand(text(certificate, "format") == "equivarify certificate 2", "an unknown format");
  json const& spec = member(certificate, "spec");
  Accepted result{.spec = text(spec, "name"), .sha256 = sha256(spec.dump())};
  demand(text(certificate, "sha256") == result.sha256, "the digest is not that of the spec");
  Structure const structure = check_structure(certificate);
  result.order = structure.order;
  result.parameters = parameters_of(spec, structure.copies);
  demand(member(certificate, "parameters") == json(result.parameters),
         "the number of parameters is another");
  Theory const needed = demands_of(spec, structure.order);
  Replayed const done =
      replay(needed, member(certificate, "axioms"), member(certificate, "theorems"));
  result.theorems = done.theorems;
  result.claims = done.claims;
  result.steps = done.steps;
  for (Law const& hypothesis : needed.theorems.back().claims.back().hypotheses) {
    if (hypothesis.name.ends_with("-commutes")) {
      result.supposed.push_back(print(hypothesis.left) + " = " + print(hypothesis.right));
    }
  }
  return result;
}

/// \p spec with the name TYPEn given to the n-th layer of a type that has none.
json with_names(json spec) {
  std::map<std::string, int> count;
  for (json& block : spec.at("network")) {
    for (json& layer : block.at("layers")) {
      std::string const type = text(layer, "type");
      ++count[type];
      if (!layer.contains("name")) {
        layer["name"] = type + std::to_string(count[type]);
      }
    }
  }
  return spec;
}

/// The value of a member that a spec may leave out.
json default_of(std::string const& key, json const& owner) {
  static json const defaults = json::parse(R"({"seed": 1, "training": {}, "elements": {},
    "symmetries": {}, "padding": "same", "epochs": 3, "batch": 64, "learning_rate": 0.001,
    "final_learning_rate": 0.0, "schedule": "cosine", "beta1": 0.9, "beta2": 0.999,
    "epsilon": 1e-8, "arithmetic": "exact"})");
  if (key == "stride") {
    return owner.value("size", json(1));
  }
  if (key == "labels") {
    return "trivial"; // of `already`
  }
  return defaults.value(key, json());
}

/// Whether \p value is written only where it says something: left out of the canonical form.
bool says_nothing(std::string const& key, json const& value) {
  return key == "$schema" || key == "description" || (key == "tied" && value == false) ||
         (key == "construction" && value == "g_product");
}

bool means(json const& written, json const& canonical);

bool object_means(json const& written, json const& canonical) {
  auto const entries = written.items();
  bool const known = std::all_of(entries.begin(), entries.end(), [&](auto const& entry) {
    return canonical.contains(entry.key()) || says_nothing(entry.key(), entry.value());
  });
  auto const needed = canonical.items();
  return known && std::all_of(needed.begin(), needed.end(), [&](auto const& entry) {
           return means(written.value(entry.key(), default_of(entry.key(), written)),
                        entry.value());
         });
}

/// Whether \p written, a value of a spec, means \p canonical, one of its canonical form.
bool means(json const& written, json const& canonical) {
  if (written.is_object() && canonical.is_object()) {
    return object_means(written, canonical);
  }
  if (written.is_array() && canonical.is_array()) {
    return written.size() == canonical.size() &&
           std::equal(written.begin(), written.end(), canonical.begin(), means);
  }
  bool const is_extent = written.is_number() && canonical == json::array({written, written});
  bool const is_motion = written.is_string() && canonical == json::array({written});
  return written == canonical || is_extent || is_motion;
}

} // namespace

Accepted audit(std::string const& text) {
  try {
    return check(parse(text));
  } catch (json::exception const& error) {
    throw Refusal{error.what()};
  }
}

void check_spec(std::string const& certificate, std::string const& spec) {
  try {
    demand(means(with_names(json::parse(spec)), member(json::parse(certificate), "spec")),
           "the certificate is about another spec");
  } catch (json::exception const& error) {
    throw Refusal{error.what()};
  }
}

} // namespace equivarify::audit
