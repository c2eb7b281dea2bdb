#include "equivarify/runtime/domains/reachable.hpp"

#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace equivarify::runtime {

namespace {

using Json = nlohmann::json;

/// What a file says.
struct Puzzle {
  std::vector<float> start;
  std::map<std::string, std::vector<std::size_t>> moves;
};

/// Rows of bytes, each once, found by their hashes.
class RowSet {
public:
  explicit RowSet(std::size_t row_bytes) : row_bytes_(row_bytes), table_(1024) {}

  [[nodiscard]] std::size_t size() const { return size_; }

  [[nodiscard]] std::uint8_t const* row(std::size_t n) const {
    return bytes_.data() + n * row_bytes_;
  }

  [[nodiscard]] std::vector<std::uint8_t>& bytes() { return bytes_; }

  /// Adds \p row unless it is there.
  void add(std::span<std::uint8_t const> row) {
    std::size_t const place = place_of(row);
    if (table_[place] != 0) {
      return;
    }
    bytes_.insert(bytes_.end(), row.begin(), row.end());
    size_ += 1;
    table_[place] = static_cast<std::uint32_t>(size_);
    if (2 * size_ > table_.size()) {
      grow();
    }
  }

private:
  [[nodiscard]] std::size_t place_of(std::span<std::uint8_t const> row) const {
    std::string_view const view(reinterpret_cast<char const*>(row.data()), row.size());
    std::size_t place = std::hash<std::string_view>()(view) & (table_.size() - 1);
    while (table_[place] != 0 &&
           std::memcmp(this->row(table_[place] - 1), row.data(), row_bytes_) != 0) {
      place = (place + 1) & (table_.size() - 1);
    }
    return place;
  }

  void grow() {
    table_.assign(2 * table_.size(), 0);
    for (std::size_t n = 0; n < size_; ++n) {
      table_[place_of({row(n), row_bytes_})] = static_cast<std::uint32_t>(n + 1);
    }
  }

  std::size_t row_bytes_;
  std::size_t size_ = 0;
  std::vector<std::uint8_t> bytes_;
  std::vector<std::uint32_t> table_; ///< a row + 1 at the place of its hash, or 0
};

/// The array \p list at \p place as numbers that are whole where \p are_whole.
std::vector<double>
numbers(Json const& list, std::size_t size, std::string const& place, bool are_whole) {
  bool const fits = list.is_array() && list.size() == size &&
                    std::all_of(list.begin(), list.end(), [&](Json const& entry) {
                      return are_whole ? entry.is_number_unsigned() : entry.is_number();
                    });
  if (!fits) {
    throw DataError(text(place,
                         ": expected ",
                         size,
                         are_whole ? " places, counted from 0" : " numbers",
                         ", one for each entry of an input"));
  }
  return list.get<std::vector<double>>();
}

/// Checks that \p places are all places, each once.
std::vector<std::size_t> permutation(std::vector<double> const& places, std::string const& place) {
  std::vector<std::size_t> result;
  std::vector<bool> seen(places.size());
  for (double const number : places) {
    if (number >= static_cast<double>(places.size()) || seen[static_cast<std::size_t>(number)]) {
      throw DataError(text(place,
                           ": has the place ",
                           exact(number),
                           ", expected each of 0 to ",
                           places.size() - 1,
                           " once"));
    }
    result.push_back(static_cast<std::size_t>(number));
    seen[result.back()] = true;
  }
  return result;
}

Puzzle read_puzzle(std::filesystem::path const& path, std::size_t size) {
  Json const json = Json::parse(read_text(path), nullptr, false);
  std::string const name = path.string();
  if (!json.is_object() || json.size() != 2 || !json.contains("start") || !json.contains("moves") ||
      !json["moves"].is_object()) {
    throw DataError(text(name, R"(: expected {"start": [...], "moves": {"NAME": [...]}})"));
  }
  Puzzle puzzle;
  for (double const value : numbers(json["start"], size, text(name, ", start"), false)) {
    auto const entry = static_cast<float>(value);
    if (!std::isfinite(entry)) {
      throw DataError(text(name, ", start: ", exact(value), " is not finite in single precision"));
    }
    puzzle.start.push_back(entry + 0.0F);
  }
  for (auto const& [move, places] : json["moves"].items()) {
    std::string const place = text(name, ", move ", move);
    puzzle.moves[move] = permutation(numbers(places, size, place, true), place);
  }
  return puzzle;
}

bool is_small(std::vector<float> const& start) {
  return std::all_of(start.begin(), start.end(), [](float entry) {
    return std::abs(entry) < 128 && entry == std::trunc(entry);
  });
}

/// The start as bytes of an array of \p type.
std::vector<std::uint8_t> bytes_of_start(std::vector<float> const& start, NumberType type) {
  std::vector<std::uint8_t> bytes(start.size() * bytes_of(type));
  for (std::size_t i = 0; i < start.size(); ++i) {
    if (type == NumberType::i8) {
      bytes[i] = static_cast<std::uint8_t>(static_cast<std::int8_t>(start[i]));
    } else {
      std::memcpy(bytes.data() + i * sizeof(float), &start[i], sizeof(float));
    }
  }
  return bytes;
}

} // namespace

NumberArray read_reachable(std::filesystem::path const& path, std::size_t size) {
  Puzzle const puzzle = read_puzzle(path, size);
  NumberType const type = is_small(puzzle.start) ? NumberType::i8 : NumberType::f32;
  std::size_t const each = bytes_of(type);
  RowSet rows(size * each);
  rows.add(bytes_of_start(puzzle.start, type));
  std::vector<std::uint8_t> moved(size * each);
  for (std::size_t n = 0; n < rows.size(); ++n) {
    for (auto const& [name, places] : puzzle.moves) {
      for (std::size_t i = 0; i < size; ++i) {
        std::memcpy(moved.data() + i * each, rows.row(n) + places[i] * each, each);
      }
      rows.add(moved);
    }
    if (rows.bytes().size() > most_bytes) {
      throw DataError(
          text(path.string(), ": the moves reach more than ", rows.size(), " inputs, 1 GiB"));
    }
  }
  return {{rows.size(), size}, type, std::move(rows.bytes())};
}

} // namespace equivarify::runtime
