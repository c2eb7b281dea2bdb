/// \file
/// Forged proofs, and what each is refused for.
#ifndef EQUIVARIFY_TESTS_CODEGEN_PROOF_FORGERIES_HPP
#define EQUIVARIFY_TESTS_CODEGEN_PROOF_FORGERIES_HPP

#include "equivarify/codegen/audit/proof/replay.hpp"
#include "equivarify/codegen/audit/proof/theory.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::audit {

/// A theory with the axioms and theorems of a certificate about it.
struct Case {
  Theory theory;
  nlohmann::json axioms;
  nlohmann::json theorems;

  nlohmann::json& claim(std::size_t theorem, std::size_t claim) {
    return theorems[theorem]["claims"][claim];
  }

  nlohmann::json& step(std::size_t theorem, std::size_t claim, std::size_t step) {
    return theorems[theorem]["claims"][claim]["proof"]["left"][step];
  }

  Demand& demanded(std::size_t theorem, std::size_t claim) {
    return theory.theorems[theorem].claims[claim];
  }
};

struct Forgery {
  std::string name;
  std::string refusal;
  std::function<void(Case&)> forge;
  /// The check that alone refuses it; none where several do.
  std::optional<Check> check{};
};

/// Each kind, with a name of its own.
[[nodiscard]] std::vector<Forgery> const& forgeries();

} // namespace equivarify::audit

#endif
