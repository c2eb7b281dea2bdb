/// \file
/// JSON files whose mistakes are reported with their lines.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_JSON_FILE_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_JSON_FILE_HPP

#include "equivarify/codegen/explore/form_error.hpp"
#include "equivarify/codegen/groups/json_node.hpp"
#include "equivarify/codegen/spec_places.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace equivarify::codegen {

/// A JSON value, and the text it was read from.
struct JsonFile {
  std::string path;
  std::string text;
  nlohmann::json value;
};

/// The value in the file \p path. \throws SpecError if it cannot be read or is no JSON, with the
/// line.
[[nodiscard]] JsonFile load_json(std::string const& path);

/// The problem that the message of an AlgebraError states: `at 'POINTER': expected X, found Y`.
[[nodiscard]] Problem to_problem(std::string const& message);

/// What \p read returns for the root of \p file; its mistakes become SpecErrors with lines, but
/// NoCandidate stays itself, with its place.
template <typename Read>
[[nodiscard]] auto read_with_places(JsonFile const& file, Read const& read) {
  try {
    return read(JsonNode{file.value, ""});
  } catch (NoCandidate const& error) {
    throw NoCandidate{with_place(file.text, error.problem), error.witness};
  } catch (FormError const& error) {
    throw SpecError{file.path, {with_place(file.text, error.problem)}};
  } catch (algebra::AlgebraError const& error) {
    throw SpecError{file.path, {with_place(file.text, to_problem(error.what()))}};
  }
}

/// Which keys an object may have.
struct Keys {
  std::vector<std::string> required;
  std::vector<std::string> optional;
};

/// \throws FormError if the object \p node lacks a key, or naming one that is not of \p keys with
/// the nearest of these; AlgebraError if it is no object.
void require_keys(JsonNode const& node, Keys const& keys);

} // namespace equivarify::codegen

#endif
