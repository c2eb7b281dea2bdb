#include "equivarify/codegen/audit/audit.hpp"
#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/translation/passes_audit.hpp"

#include <fstream>
#include <iterator>

#include "fuzz/targets.hpp"

namespace equivarify::fuzz {

void read_certificate(std::string const& bytes) {
  try {
    static_cast<void>(audit::audit(bytes));
  } catch (audit::Refusal const&) { // refused
  }
}

void read_passes_certificate(std::string const& bytes) {
  try {
    static_cast<void>(audit::is_passes_certificate(bytes));
    static_cast<void>(audit::audit_passes(bytes));
  } catch (audit::Refusal const&) { // refused
  }
}

void read_header(std::string const& bytes) {
  static audit::AcceptedPasses const accepted = [] {
    std::ifstream stream{FUZZ_CORPUS "/passes_certificate/tiny.json"};
    return audit::audit_passes({std::istreambuf_iterator<char>(stream), {}});
  }();
  try {
    static_cast<void>(audit::check_header(accepted, bytes));
  } catch (audit::Refusal const&) { // refused
  }
}

std::vector<Target> audit_targets() {
  return {{"certificate", read_certificate},
          {"header", read_header},
          {"passes_certificate", read_passes_certificate}};
}

} // namespace equivarify::fuzz
