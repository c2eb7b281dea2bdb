#include "equivarify/codegen/audit/audit.hpp"

#include "equivarify/codegen/audit/proof/members.hpp"
#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/proof/replay.hpp"
#include "equivarify/codegen/audit/proof/theory.hpp"
#include "equivarify/codegen/audit/spec/canonical_form.hpp"
#include "equivarify/codegen/audit/spec/spec_network.hpp"
#include "equivarify/codegen/audit/spec/structure.hpp"

#include <nlohmann/json.hpp>

#include <array>
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
  result.layers = check_layers(certificate, layers_supposed(needed.theorems.back()));
  result.supposed = supposed_of(spec, result.layers);
  return result;
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
    demand(is_canonical_form(member(json::parse(certificate), "spec"), json::parse(spec)),
           "the certificate is about another spec");
  } catch (json::exception const& error) {
    throw Refusal{error.what()};
  }
}

} // namespace equivarify::audit
