/// \file
/// Any bytes as JSON, for readers of codegen that want a node.
#ifndef EQUIVARIFY_TESTS_FUZZ_READ_JSON_HPP
#define EQUIVARIFY_TESTS_FUZZ_READ_JSON_HPP

#include "equivarify/codegen/json/document.hpp"

#include <string>

namespace equivarify::fuzz {

/// Calls \p read for the JSON that \p bytes hold.
template <typename Read>
void read_json(std::string const& bytes, Read const& read) {
  try {
    codegen::parse_document(bytes, "fuzzed").read([&](codegen::JsonNode const& node) {
      static_cast<void>(read(node));
      return 0;
    });
  } catch (codegen::InputError const&) { // refused, with a place
  }
}

} // namespace equivarify::fuzz

#endif
