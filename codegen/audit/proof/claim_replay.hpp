/// \file
/// Replays the proof of one claim.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_PROOF_CLAIM_REPLAY_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_PROOF_CLAIM_REPLAY_HPP

#include "equivarify/codegen/audit/proof/check.hpp"
#include "equivarify/codegen/audit/proof/theory.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::audit {

/// The heads that may not be used yet, each with the claim that must be proved before.
using Undefined = std::map<std::string, std::string>;

/// Whether \p head stands in \p expression.
[[nodiscard]] bool mentions(Expression const& expression, std::string const& head);

/// Checks the proof of one claim.
class ClaimReplay {
public:
  /// Of \p claim, by \p laws, without the heads \p undefined.
  ClaimReplay(Judge const& judge,
              Demand const& claim,
              std::vector<Law> laws,
              Undefined const& undefined)
      : judge_{judge}, claim_{claim}, laws_{std::move(laws)}, undefined_{undefined} {}

  /// The number of steps in \p proof, all of them right. \throws Refusal if one is not.
  [[nodiscard]] std::size_t run(nlohmann::json const& proof) const;

private:
  void check_claim() const;
  void check_index() const;
  void check_defined(Check check, Expression const& expression) const;
  [[nodiscard]] Expression start(Expression const& side) const;
  [[nodiscard]] std::string follow(nlohmann::json const& steps, Expression term) const;
  [[nodiscard]] Expression take(nlohmann::json const& step, Expression term) const;
  void check_use(nlohmann::json const& step,
                 Expression const& old_part,
                 Expression const& new_part) const;

  Judge const& judge_;
  Demand const& claim_;
  std::vector<Law> laws_;
  Undefined const& undefined_;
};

} // namespace equivarify::audit

#endif
