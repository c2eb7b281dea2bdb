/// \file
/// Files and folders that hold arrays, each under a name.
#ifndef EQUIVARIFY_RUNTIME_DATA_ARRAY_ARCHIVE_HPP
#define EQUIVARIFY_RUNTIME_DATA_ARRAY_ARCHIVE_HPP

#include "equivarify/runtime/data/numbers.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// What data say of each picture: its `inputs`, its `labels` or the targets of one output.
struct Field {
  std::string name;
  std::vector<std::string> class_names{}; ///< which stand for 0, 1, ...; empty: numbers alone
};

/// A file or a folder with one array for each of some fields.
class ArrayArchive {
public:
  ArrayArchive() = default;
  ArrayArchive(ArrayArchive const&) = delete;
  ArrayArchive(ArrayArchive&&) = delete;
  ArrayArchive& operator=(ArrayArchive const&) = delete;
  ArrayArchive& operator=(ArrayArchive&&) = delete;
  virtual ~ArrayArchive() = default;

  /// Whether it has an array for \p field.
  [[nodiscard]] virtual bool has(Field const& field) const = 0;

  /// What messages call the array for \p field.
  [[nodiscard]] virtual std::string place(Field const& field) const = 0;

  /// The array for \p field, which it must have.
  ///
  /// \throws DataError naming the place, what was found and what was expected; so also where an
  /// array would have more than `most_bytes`, before memory is taken.
  [[nodiscard]] virtual NumberArray read(Field const& field) const = 0;
};

} // namespace equivarify::runtime

#endif
