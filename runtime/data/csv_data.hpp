/// \file
/// Data in CSV files with a header: columns for each field.
#ifndef EQUIVARIFY_RUNTIME_DATA_CSV_DATA_HPP
#define EQUIVARIFY_RUNTIME_DATA_CSV_DATA_HPP

#include "equivarify/runtime/data/array_archive.hpp"

#include <filesystem>
#include <memory>
#include <vector>

namespace equivarify::runtime {

/// The columns of the CSV file \p path, whose first line names them: `FIELD` where a picture has
/// one number of the field, otherwise `FIELD.0`, `FIELD.1`, ..., in any order, for each of \p
/// fields that the file has. Cells are numbers, or names of classes where the field has them; a
/// name comes before a number. Numbers are kept in single precision. The file is read once for each
/// field, and once more to count the rows where not all are asked for.
///
/// \throws DataError when a column is of no field, or stands there twice, or is missing in between.
[[nodiscard]] std::unique_ptr<ArrayArchive> open_csv(std::filesystem::path const& path,
                                                     std::vector<Field> const& fields);

} // namespace equivarify::runtime

#endif
