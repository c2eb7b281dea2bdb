/// \file
/// What `verify` proved of a network.
#ifndef EQUIVARIFY_TESTS_OUTPUTS_PROVED_CLAIMS_HPP
#define EQUIVARIFY_TESTS_OUTPUTS_PROVED_CLAIMS_HPP

#include "equivarify/codegen/verify/verification.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace equivarify::codegen {

/// The names of the claims about the network of \p verification, all of which must be proved.
inline std::vector<std::string> claims_of(Verification const& verification) {
  std::vector<std::string> names;
  for (auto const& proved : verification.symbolic_of("network").claims) {
    EXPECT_TRUE(proved.holds()) << proved.claim.name;
    names.push_back(proved.claim.name);
  }
  return names;
}

} // namespace equivarify::codegen

#endif
