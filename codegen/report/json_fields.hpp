/// \file
/// Reading typed fields from a JSON file that another program wrote, with errors that name file and
/// place.
#ifndef EQUIVARIFY_CODEGEN_REPORT_JSON_FIELDS_HPP
#define EQUIVARIFY_CODEGEN_REPORT_JSON_FIELDS_HPP

#include <nlohmann/json.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// A JSON object in a file, and its place there.
class JsonFields {
public:
  /// The fields of the object that is the whole of \p file; nothing when there is no such file.
  ///
  /// \throws ReportError when the file holds no JSON object.
  [[nodiscard]] static std::optional<JsonFields> read(std::filesystem::path const& file);

  /// The value of \p key, which must be there.
  ///
  /// \throws ReportError when it is missing or of another type.
  template <typename T>
  [[nodiscard]] T get(std::string const& key) const {
    return convert<T>(key, find(key));
  }

  /// The value of \p key, or \p otherwise when it is missing or null.
  template <typename T>
  [[nodiscard]] T get_or(std::string const& key, T otherwise) const {
    return has(key) ? get<T>(key) : otherwise;
  }

  /// Whether \p key is there and not null.
  [[nodiscard]] bool has(std::string const& key) const;

  /// The object at \p key, which must be there.
  [[nodiscard]] JsonFields object(std::string const& key) const;

  /// The objects of the list at \p key; none when it is missing.
  [[nodiscard]] std::vector<JsonFields> list(std::string const& key) const;

private:
  JsonFields(nlohmann::json value, std::string file, std::string pointer);

  template <typename T>
  [[nodiscard]] T convert(std::string const& key, nlohmann::json const& value) const {
    try {
      return value.get<T>();
    } catch (nlohmann::json::exception const&) {
      fail(key, std::string("unexpected ") + value.type_name());
    }
  }

  [[nodiscard]] nlohmann::json const& find(std::string const& key) const;
  [[noreturn]] void fail(std::string const& key, std::string const& what) const;

  nlohmann::json value_;
  std::string file_;
  std::string pointer_;
};

} // namespace equivarify::codegen

#endif
