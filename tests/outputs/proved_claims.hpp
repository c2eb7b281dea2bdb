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
  for (ClaimReport const& claim : verification.theorem.value().claims) {
    EXPECT_TRUE(claim.proved) << claim.name;
    names.push_back(claim.name);
  }
  return names;
}

} // namespace equivarify::codegen

#endif
