/// \file
/// Files and folders that hold arrays, each under a name.
#ifndef EQUIVARIFY_RUNTIME_DATA_ARRAY_ARCHIVE_HPP
#define EQUIVARIFY_RUNTIME_DATA_ARRAY_ARCHIVE_HPP

#include "equivarify/runtime/data/numbers.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// What data say of each picture: its `inputs`, its `labels` or the targets of one output.
struct Field {
  std::string name;
  std::vector<std::string> class_names{}; ///< which stand for 0, 1, ...; empty: numbers alone
};

/// Which rows of an array are asked for: one of some equal parts of the first of them.
struct RowChoice {
  std::size_t limit = 0; ///< parts of the first so many rows; 0: of all
  std::size_t part = 0;  ///< the number of the part
  std::size_t parts = 1;

  /// Whether it is all rows.
  [[nodiscard]] bool is_all() const { return limit == 0 && parts == 1; }

  /// The rows of an array with \p extents, of which a single number is one.
  [[nodiscard]] Range of(std::span<std::size_t const> extents) const {
    std::size_t const rows = extents.empty() ? 1 : extents.front();
    return part_of(limit == 0 ? rows : std::min(limit, rows), parts, part);
  }
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

  /// The array for \p field, which it must have, with the rows that \p choice asks for; no others
  /// are in memory at any time.
  ///
  /// \throws DataError naming the place, what was found and what was expected; so also where these
  /// rows would have more than `most_bytes`, before memory is taken.
  [[nodiscard]] virtual NumberArray read_rows(Field const& field,
                                              RowChoice const& choice) const = 0;

  /// The whole array for \p field; see read_rows().
  [[nodiscard]] NumberArray read(Field const& field) const { return read_rows(field, {}); }
};

} // namespace equivarify::runtime

#endif
