#include "equivarify/codegen/spec/load.hpp"

#include "equivarify/codegen/forms/judge.hpp"
#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/spec/fields.hpp"
#include "equivarify/codegen/spec/output_fields.hpp"
#include "equivarify/codegen/spec/reader.hpp"
#include "equivarify/codegen/spec/resolve.hpp"

#include <utility>

namespace equivarify::codegen {
namespace {

/// The document that \p text holds, judged if it can be read at all.
JsonDocument checked_document(std::string const& text, std::string const& path) {
  JsonDocument document = parse_document(text, path);
  if (document.problems.blocked("")) {
    document.require_sound();
  }
  judge(document.value, spec_form(), document.problems);
  check_outputs(document.value, document.problems);
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
  JsonDocument document = checked_document(text, path);
  auto network = resolve(read_spec(document.value, document.problems), document.problems);
  document.require_sound();
  return std::move(network).value();
}

Spec parse_spec(std::string const& text, std::string const& path) {
  JsonDocument const document = checked_document(text, path);
  document.require_sound();
  return read_spec(document.value, document.problems);
}

} // namespace equivarify::codegen
