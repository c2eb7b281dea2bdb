/// \file
/// The clause of the definition of an equivarification that a construction gives up.
#ifndef EQUIVARIFY_CODEGEN_VERIFY_GIVEN_UP_HPP
#define EQUIVARIFY_CODEGEN_VERIFY_GIVEN_UP_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// A clause of definition 3.0.3 and what shows that it fails.
struct GivenUp {
  std::string clause;
  std::vector<std::string> witness;

  static void describe(auto& fields) {
    fields.field("clause", &GivenUp::clause);
    fields.field("witness", &GivenUp::witness);
  }
};

/// What the construction of \p network gives up; nothing for lifts to the G-product, or where the
/// subgroup is trivial. That the mean over G, or over poses, is another map than F is shown by a
/// small input and weights, which follow from \p seed; the others by a G-set and a map without a
/// lift.
[[nodiscard]] std::optional<GivenUp> given_up(Network const& network, std::uint64_t seed);

} // namespace equivarify::codegen

#endif
