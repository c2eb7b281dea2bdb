/// \file
/// The set into which a construction maps: is it a G-set, and is its projection onto?
#ifndef EQUIVARIFY_CODEGEN_COMPARE_CODOMAIN_HPP
#define EQUIVARIFY_CODEGEN_COMPARE_CODOMAIN_HPP

#include "equivarify/codegen/measure/measurement.hpp"
#include "equivarify/codegen/reference/arrangement.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <cstdint>

namespace equivarify::codegen {

/// An equation whose sides were compared, with its verdict.
struct Equation : Measurement {
  static void describe(auto& fields) {
    fields.follows("holds", &Equation::holds);
    fields.follows("words", &Equation::words);
    Measurement::describe(fields);
  }
};

/// What was measured of the set W of outputs of a construction: all functions on G, or those that
/// its subgroup makes follow from their values on [G:H] cosets.
struct Codomain {
  Equation action; ///< e w = w, g (h w) = (g h) w, and g w is in W again
  Equation onto;   ///< p(w) = z for the w that is made for z

  static void describe(auto& fields) {
    fields.file("action", &Codomain::action);
    fields.file("onto", &Codomain::onto);
  }
};

/// Clauses 1 and 2 of definition 3.0.3 for the outputs of \p network, for all g and h and a few
/// random w and z that follow from \p seed. \p arrangement says how g permutes the copies of an
/// output; the paper's is formula_arrangement(). Cost: cube of the order of G, times classes.
[[nodiscard]] Codomain
measure_codomain(Network const& network, Arrangement const& arrangement, std::uint64_t seed);

/// The same for the outputs of \p network, as their heads say that g acts on them. Cost: square of
/// the order of G, times the numbers of the outputs.
[[nodiscard]] Codomain measure_output_codomain(Network const& network, std::uint64_t seed);

} // namespace equivarify::codegen

#endif
