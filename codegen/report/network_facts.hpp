/// \file
/// What a report says of a network, as text and numbers.
#ifndef EQUIVARIFY_CODEGEN_REPORT_NETWORK_FACTS_HPP
#define EQUIVARIFY_CODEGEN_REPORT_NETWORK_FACTS_HPP

#include "equivarify/codegen/spec/network.hpp"
#include "equivarify/codegen/verify/verification.hpp"
#include "equivarify/runtime/records/fields.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// One row of the table of layers.
struct LayerFacts {
  std::string block;
  std::string equivarified; ///< `lift` or `concat`
  std::string name;
  std::string operation; ///< such as `conv2d 16, 3x3`
  std::string output;    ///< the shape of one copy
  std::size_t parameters = 0;
  std::size_t multiply_adds = 0; ///< of all copies
};

/// A network in words.
struct NetworkFacts {
  std::string name;
  std::string description;
  std::string spec_sha256;
  std::string group;
  std::string action;
  std::vector<std::string> elements;
  std::vector<std::string> element_labels;
  std::vector<std::string> classes;
  Shape input;
  std::vector<InputPart> parts{}; ///< empty: the input is one array
  std::vector<Output> outputs{};  ///< empty: labels, one number for each (g, class)
  std::vector<LayerFacts> layers;
  std::size_t copies = 0; ///< of each value
  std::size_t parameters = 0;
  std::size_t multiply_adds = 0;
  std::uint64_t seed = 0;
  bool keeps_bits = true; ///< f(g x) and g f(x) must have the same bits
  Verification agenda{};  ///< what there is to verify of it
};

/// The arrays of the input of \p network: its parts, or itself under no name.
[[nodiscard]] std::vector<InputPart> arrays_of(NetworkFacts const& network);

/// What the numbers in the records of \p network are called. It must outlive the result.
[[nodiscard]] runtime::RecordNames names_of(NetworkFacts const& network);

/// \p network in words.
[[nodiscard]] NetworkFacts describe(Network const& network);

} // namespace equivarify::codegen

#endif
