#include "equivarify/codegen/audit/audit.hpp"
#include "equivarify/codegen/audit/proof/refusal.hpp"

#include "fuzz/targets.hpp"

namespace equivarify::fuzz {

void read_certificate(std::string const& bytes) {
  try {
    static_cast<void>(audit::audit(bytes));
  } catch (audit::Refusal const&) { // refused
  }
}

} // namespace equivarify::fuzz
