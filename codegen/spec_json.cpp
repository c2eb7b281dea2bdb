#include "equivarify/codegen/spec_json.hpp"

#include "equivarify/codegen/spec_document.hpp"
#include "equivarify/codegen/spec_reader.hpp"
#include "equivarify/codegen/spec_resolve.hpp"
#include "equivarify/codegen/spec_schema.hpp"

#include <utility>

namespace equivarify::codegen {
namespace {

/// The document that \p text holds, checked against the schema if it can be read at all.
SpecDocument checked_document(std::string const& text, std::string const& path) {
  SpecDocument document = parse_document(text);
  if (document.problems.blocked("")) {
    throw SpecError{path, document.problems.list()};
  }
  check_against_schema(document);
  return document;
}

} // namespace

Network load_network(std::string const& path) {
  return parse_network(read_text(path, "a spec in a JSON file"), path);
}

Spec load_spec(std::string const& path) {
  return parse_spec(read_text(path, "a spec in a JSON file"), path);
}

Network parse_network(std::string const& text, std::string const& path) {
  SpecDocument document = checked_document(text, path);
  auto network = resolve(read_spec(document.value, document.problems), document.problems);
  if (!network) {
    throw SpecError{path, document.problems.list()};
  }
  return *std::move(network);
}

Spec parse_spec(std::string const& text, std::string const& path) {
  SpecDocument const document = checked_document(text, path);
  if (!document.problems.empty()) {
    throw SpecError{path, document.problems.list()};
  }
  return read_spec(document.value, document.problems);
}

} // namespace equivarify::codegen
