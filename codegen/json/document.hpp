/// \file
/// JSON files and texts, whose mistakes are reported with their lines.
#ifndef EQUIVARIFY_CODEGEN_JSON_DOCUMENT_HPP
#define EQUIVARIFY_CODEGEN_JSON_DOCUMENT_HPP

#include "equivarify/codegen/json/node.hpp"
#include "equivarify/codegen/json/problems.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace equivarify::codegen {

/// Nothing that a person writes nests deeper than this.
inline constexpr int deepest_nesting = 64;

/// Nothing that a person writes is larger, in bytes; what is made of it takes up to 25 times as
/// much.
inline constexpr std::size_t largest_text = std::size_t{1} << 25U;

/// A JSON value, the text it was read from, and the problems with that text, to which its readers
/// may add.
struct JsonDocument {
  std::string path; ///< what the text is called in messages
  std::string text;
  nlohmann::json value;
  Problems problems{};
  std::string root{}; ///< the pointer of the part that is read

  /// The part that is read.
  [[nodiscard]] JsonNode node() const;

  /// \throws InputError with the problems, each at its line, if there are any.
  void require_sound() const;

  /// What \p read returns for node(). \throws InputError as require_sound(), and what \p read
  /// throws, of its own type still but with file and lines; an AlgebraError becomes an InputError
  /// about the whole document.
  template <typename Read>
  auto read(Read const& read) const {
    require_sound();
    try {
      return read(node());
    } catch (InputError& error) {
      error.locate(path, text);
      throw;
    } catch (algebra::AlgebraError const& error) {
      throw InputError{path, {{.summary = error.what()}}};
    }
  }
};

/// The text of the file \p path. \throws InputError if it cannot be read or is larger than \ref
/// largest_text; \p expected says what it should have been.
[[nodiscard]] std::string read_text(std::string const& path, std::string const& expected);

/// What \p use returns. An InputError that knows no file is about the JSON file \p path, whose
/// lines are added.
template <typename Use>
auto with_lines_of(std::string const& path, Use const& use) {
  try {
    return use();
  } catch (InputError& error) {
    if (error.file().empty()) {
      error.locate(path, read_text(path, "a JSON file"));
    }
    throw;
  }
}

/// The JSON document that \p text holds. Text that is no JSON gives one problem and null, as does
/// nesting deeper than \ref deepest_nesting; a key that stands twice in an object gives a problem.
[[nodiscard]] JsonDocument parse_document(std::string text, std::string path);

/// The JSON document in the file \p path. \throws InputError if it cannot be read.
[[nodiscard]] JsonDocument load_document(std::string const& path, std::string const& expected);

} // namespace equivarify::codegen

#endif
