/// \file
/// A lifted network as a spec that people read, and as weights.
#ifndef EQUIVARIFY_CODEGEN_LIFT_LIFTED_SPEC_HPP
#define EQUIVARIFY_CODEGEN_LIFT_LIFTED_SPEC_HPP

#include "equivarify/codegen/lift/lift_network.hpp"
#include "equivarify/codegen/reference/weights.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace equivarify::codegen {

/// What a spec says besides the layers.
struct SpecFrame {
  std::string name;
  std::string description;
  nlohmann::ordered_json group;  ///< in the forms of specs/README.md
  nlohmann::ordered_json action; ///< on the input: generator -> motion; of several, by their parts
  /// Of several inputs, by their parts: generator -> part whose entries it brings there.
  nlohmann::ordered_json from = nlohmann::ordered_json::object();
  nlohmann::ordered_json output = nullptr; ///< the field `output`; null for labels
  std::vector<std::string> classes{};      ///< in the order of the file's output
  nlohmann::ordered_json labels = nlohmann::ordered_json::object(); ///< besides the classes
  std::string construction = "g_product";
  nlohmann::ordered_json already = nullptr; ///< the field `already`: layers with weights are tied
  std::string equivarification = "lift";    ///< of the one block
  nlohmann::ordered_json more = nlohmann::ordered_json::object(); ///< further fields
};

/// The spec of \p lifted, all of whose layers are one block: one layer for each line.
[[nodiscard]] std::string spec_text(LiftedNetwork const& lifted, SpecFrame const& frame);

/// The network of the spec \p text, which spec_text() made and no file holds; messages call it
/// \p called.
///
/// \throws InputError where it is none, with JSON pointers and without the lines that nobody can
/// look at.
[[nodiscard]] Network parse_unwritten(std::string const& text, std::string const& called);

/// \throws InputError for a weight of \p lifted that is no finite number, which no weights file may
/// hold.
void require_finite_weights(LiftedNetwork const& lifted);

/// The weights of \p network, the spec of \p lifted.
[[nodiscard]] ReferenceWeights<float> weights_of(Network const& network,
                                                 LiftedNetwork const& lifted);

/// Which node became which layer and which constant which tensor, with shapes and what was done to
/// them, for machines.
[[nodiscard]] nlohmann::ordered_json mapping_of(LiftedNetwork const& lifted,
                                                Network const& network);

/// The same as a table for people.
[[nodiscard]] std::string mapping_text(LiftedNetwork const& lifted, Network const& network);

} // namespace equivarify::codegen

#endif
