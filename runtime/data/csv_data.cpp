#include "equivarify/runtime/data/csv_data.hpp"

#include "equivarify/runtime/data/csv_reader.hpp"
#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/tensor_file/json_scanner.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;

/// Which number of a field the column \p name holds; nothing where it is of another field.
std::optional<std::size_t> place_in_field(std::string_view name, std::string const& field) {
  if (name == field) {
    return 0;
  }
  if (!name.starts_with(field + ".")) {
    return std::nullopt;
  }
  name.remove_prefix(field.size() + 1);
  std::size_t place = 0;
  auto const [end, error] = std::from_chars(name.data(), name.data() + name.size(), place);
  bool const is_plain = name == "0" || !name.starts_with('0');
  return error == std::errc{} && end == name.data() + name.size() && is_plain ? std::optional(place)
                                                                              : std::nullopt;
}

class CsvArchive final : public ArrayArchive {
public:
  CsvArchive(fs::path const& path, std::vector<Field> const& fields) : path_(path) {
    CsvReader reader(path);
    if (!reader.next(header_)) {
      reader.fail("an empty file, expected a line that names the columns");
    }
    for (std::size_t column = 0; column < header_.size(); ++column) {
      sort_in(column, fields, reader);
    }
    for (auto const& [field, columns] : columns_) {
      auto const gap = std::find(columns.begin(), columns.end(), none);
      if (gap != columns.end()) {
        reader.fail(text("the column '", field, ".", gap - columns.begin(), "' is missing"));
      }
    }
  }

  [[nodiscard]] bool has(Field const& field) const override {
    return columns_.count(field.name) != 0;
  }

  [[nodiscard]] std::string place(Field const& field) const override {
    return text(path_.string(), ", columns of ", field.name);
  }

  [[nodiscard]] NumberArray read_rows(Field const& field, RowChoice const& choice) const override {
    std::vector<std::size_t> const& columns = columns_.at(field.name);
    NumberArray array{{0, columns.size()}, NumberType::f32, {}};
    constexpr Range all{0, static_cast<std::size_t>(-1)};
    Range const rows = choice.is_all() ? all : choice.of(std::vector{count_rows()});
    array.first_row = rows.first;
    std::vector<float> row(columns.size());
    for_each_row([&](std::vector<std::string> const& cells, CsvReader const& reader) {
      if (rows.has(array.extents.front())) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
          row[i] = number_in(cells[columns[i]], field, columns[i], reader);
        }
        append(row, array, reader);
      }
      array.extents.front() += 1;
    });
    return array;
  }

private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  /// Calls f(cells, reader) for each row.
  template <typename F>
  void for_each_row(F const& f) const {
    CsvReader reader(path_);
    std::vector<std::string> cells;
    reader.next(cells);
    while (reader.next(cells)) {
      require_cells(cells, reader);
      f(cells, reader);
    }
  }

  [[nodiscard]] std::size_t count_rows() const {
    std::size_t rows = 0;
    for_each_row([&](auto const& /*cells*/, auto const& /*reader*/) { rows += 1; });
    return rows;
  }

  /// Says that the column number \p column is that of a number of its field.
  void sort_in(std::size_t column, std::vector<Field> const& fields, CsvReader const& reader) {
    std::string const& name = header_[column];
    std::vector<std::string> names;
    for (Field const& field : fields) {
      std::optional<std::size_t> const place = place_in_field(name, field.name);
      if (place && *place < header_.size()) {
        std::vector<std::size_t>& columns = columns_[field.name];
        columns.resize(std::max(columns.size(), *place + 1), none);
        if (columns[*place] != none) {
          reader.fail(text("the column '", shown(name), "' stands there twice"));
        }
        columns[*place] = column;
        return;
      }
      for (char const* const ending : {"", ".0"}) {
        names.push_back(text("'", field.name, ending, "'"));
      }
    }
    reader.fail(text("column ",
                     column + 1,
                     " is called '",
                     shown(name),
                     "', expected ",
                     alternatives(names),
                     " and so on"));
  }

  void require_cells(std::vector<std::string> const& cells, CsvReader const& reader) const {
    if (cells.size() != header_.size()) {
      reader.fail(
          text("has ",
               cells.size(),
               cells.size() == 1 ? " cell, but the header names " : " cells, but the header names ",
               header_.size(),
               " columns"));
    }
  }

  float number_in(std::string const& cell,
                  Field const& field,
                  std::size_t column,
                  CsvReader const& reader) const {
    auto const begin = field.class_names.begin();
    auto const named = std::find(begin, field.class_names.end(), cell);
    if (named != field.class_names.end()) {
      return static_cast<float>(named - begin);
    }
    char const* const start = cell.data() + (cell.starts_with('+') ? 1 : 0);
    char const* const end = cell.data() + cell.size();
    double value = 0;
    auto const [stop, error] = std::from_chars(start, end, value);
    bool const is_number =
        start != end && stop == end && error == std::errc{} && !cell.starts_with("+-");
    if (!is_number || !std::isfinite(static_cast<float>(value))) {
      reader.fail(text("column '",
                       shown(header_[column]),
                       "' holds '",
                       shown(cell),
                       "', expected a finite number",
                       field.class_names.empty() ? "" : " or the name of a class"));
    }
    return static_cast<float>(value);
  }

  static void append(std::vector<float> const& row, NumberArray& array, CsvReader const& reader) {
    std::size_t const size = row.size() * sizeof(float);
    if (array.bytes.size() > most_bytes - size) {
      reader.fail(text("the numbers up to here take more than ", most_bytes, " bytes (1 GiB)"));
    }
    array.bytes.resize(array.bytes.size() + size);
    std::memcpy(array.bytes.data() + array.bytes.size() - size, row.data(), size);
  }

  fs::path path_;
  std::vector<std::string> header_;
  std::map<std::string, std::vector<std::size_t>> columns_; ///< of each field, number by number
};

} // namespace

std::unique_ptr<ArrayArchive> open_csv(fs::path const& path, std::vector<Field> const& fields) {
  return std::make_unique<CsvArchive>(path, fields);
}

} // namespace equivarify::runtime
