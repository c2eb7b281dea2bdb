/// \file
/// Whether a network is equivariant to the bit, tried on random weights and inputs.
#ifndef EQUIVARIFY_CODEGEN_MEASURE_NETWORK_CHECK_HPP
#define EQUIVARIFY_CODEGEN_MEASURE_NETWORK_CHECK_HPP

#include "equivarify/algebra/lemmas/construction.hpp"
#include "equivarify/algebra/watch.hpp"
#include "equivarify/codegen/spec/network.hpp"
#include "equivarify/runtime/records/fields.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// How much of a network is tried, and with which arrangement of the copies.
struct NetworkCheckOptions {
  std::uint64_t seed = 1;
  std::size_t inputs = 0; ///< 0: as many as take a few seconds, between 1 and 8
  algebra::lemmas::Construction convention = algebra::lemmas::formula();
  algebra::Watch watch{}; ///< asked before each input, and told of it
};

/// The number of random inputs: \p inputs, or for 0 as many as take a few seconds, from 1 to 8.
[[nodiscard]] std::size_t number_of_inputs(Network const& network, std::size_t inputs);

/// What was compared at one layer, over all inputs and elements.
struct LayerCheck {
  std::string block;
  std::string layer;
  std::size_t values_compared = 0;
  std::size_t differing_bits = 0;

  static void describe(auto& fields) {
    fields.page("block", &LayerCheck::block);
    fields.field("name", &LayerCheck::layer);
    fields.field("values_compared", &LayerCheck::values_compared);
    fields.field("differing_bits", &LayerCheck::differing_bits);
  }
};

/// An element, an input and weights at which the part of the network up to a layer is not
/// equivariant.
struct NetworkCounterexample {
  std::vector<std::string> text; ///< lines such as `g = r`
  std::string replay{};          ///< the command that finds it again; empty where nobody said

  static void describe(auto& fields) {
    fields.field("text", &NetworkCounterexample::text);
    fields.field("replay", &NetworkCounterexample::replay);
  }
};

/// What the check of a network found.
struct NetworkCheck {
  std::size_t inputs = 0;
  std::size_t elements = 0; ///< that were tried, e among them: see elements_tried()
  std::size_t order = 0;    ///< of the group
  std::vector<LayerCheck> layers;
  std::optional<NetworkCounterexample> counterexample{}; ///< shrunk

  [[nodiscard]] std::size_t differing_bits() const;

  static void describe(auto& fields) {
    fields.field("inputs", &NetworkCheck::inputs);
    fields.field("elements", &NetworkCheck::elements);
    fields.field("order", &NetworkCheck::order);
    fields.field("layers", &NetworkCheck::layers);
    fields.follows("differing_bits", &NetworkCheck::differing_bits);
    fields.file("counterexample", &NetworkCheck::counterexample, runtime::OrNull{});
  }
};

/// The check of \p network before anything is tried: its elements, and every layer that is
/// compared.
[[nodiscard]] NetworkCheck untried(Network const& network);

/// Compares F(g x) with g F(x) at every layer F of \p network, for every g but e, of a
/// large group for some (see elements_tried()), bit by bit; weights and inputs are random and
/// follow from the seed. `inputs` says how many there was time for.
[[nodiscard]] NetworkCheck check_network(Network const& network,
                                         NetworkCheckOptions const& options);

} // namespace equivarify::codegen

#endif
