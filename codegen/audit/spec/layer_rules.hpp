/// \file
/// The rules by which layers are judged, of which a test leaves out one.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_LAYER_RULES_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_LAYER_RULES_HPP

#include "equivarify/codegen/audit/proof/refusal.hpp"

#include <string>
#include <utility>

namespace equivarify::audit {

/// The rules of layer_rules() but one.
class Rules {
public:
  explicit Rules(std::string left_out) : left_out_{std::move(left_out)} {}

  /// Refuses with \p reason unless \p holds, by the rule \p name.
  void demand(char const* name, bool holds, std::string const& reason) const {
    if (forbid(name, holds)) {
      throw Refusal{reason};
    }
  }

  /// Whether the rule \p name forbids what \p holds says: for where a reason costs more to write
  /// than the rule to apply.
  [[nodiscard]] bool forbid(char const* name, bool holds) const {
    return !holds && left_out_ != name;
  }

private:
  std::string left_out_;
};

} // namespace equivarify::audit

#endif
