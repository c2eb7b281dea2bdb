#include "equivarify/runtime/domains/rows_domain.hpp"

#include "equivarify/runtime/data/data_fields.hpp"
#include "equivarify/runtime/data/data_folder.hpp"
#include "equivarify/runtime/files/digest.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <span>
#include <utility>

namespace equivarify::runtime {

namespace {

/// Mixes the bits of all entries: FNV-1a over words of 32 bits, then the end of MurmurHash3.
std::uint64_t hash_of(std::span<float const> x) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (float const entry : x) {
    hash = (hash ^ std::bit_cast<std::uint32_t>(entry)) * 0x100000001b3U;
  }
  hash = (hash ^ (hash >> 33U)) * 0xff51afd7ed558ccdU;
  return hash ^ (hash >> 33U);
}

} // namespace

RowsDomain::RowsDomain(std::string name, Dataset rows)
    : name_(std::move(name)), rows_(std::move(rows)) {
  if (rows_.size() >= std::numeric_limits<std::uint32_t>::max()) {
    throw DataError(text("the domain ", name_, " has ", rows_.size(), " rows, at most 2^32 - 2"));
  }
  table_.resize(std::bit_ceil(2 * rows_.size() + 1));
  std::vector<float> x(rows_.input_size());
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    input(row, x);
    std::size_t const place = place_of(x);
    if (table_[place] == 0) {
      table_[place] = static_cast<std::uint32_t>(row + 1);
    }
  }
}

std::string RowsDomain::digest() const {
  std::vector<float> x(rows_.input_size());
  std::string digest = sha256(text("rows ", rows_.size(), " of ", x.size()));
  std::string block;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    input(row, x);
    block.append(reinterpret_cast<char const*>(x.data()), x.size() * sizeof(float));
    if (block.size() > std::size_t{1} << 20U || row + 1 == rows_.size()) {
      digest = sha256(digest + block);
      block.clear();
    }
  }
  return digest;
}

void RowsDomain::input(std::size_t index, std::span<float> x) const {
  rows_.input(index, x);
  for (float& entry : x) {
    entry += 0.0F;
  }
}

std::size_t RowsDomain::place_of(std::span<float const> x) const {
  std::vector<float> other(x.size());
  std::size_t place = hash_of(x) & (table_.size() - 1);
  while (table_[place] != 0) {
    input(table_[place] - 1, other);
    if (std::memcmp(other.data(), x.data(), x.size_bytes()) == 0) {
      return place;
    }
    place = (place + 1) & (table_.size() - 1);
  }
  return place;
}

std::optional<std::size_t> RowsDomain::index_of(std::span<float const> x) const {
  std::uint32_t const row = table_[place_of(x)];
  if (row == 0) {
    return {};
  }
  return row - 1;
}

std::unique_ptr<Domain> read_rows(std::string const& path, Description const& description) {
  std::unique_ptr<ArrayArchive> const archive = open_archive(path, description);
  Field const field{inputs_field};
  if (!archive->has(field)) {
    throw DataError(text(path, ": holds no ", inputs_field));
  }
  Dataset rows{.inputs = archive->read(field)};
  std::string const place = archive->place(field);
  if (rows.size() == 0 || rows.input_size() != description.input_size()) {
    throw DataError(text(place,
                         ": holds ",
                         product_text(rows.inputs.extents),
                         " values, but the network ",
                         description.name,
                         " takes inputs of ",
                         description.input_size()));
  }
  if (first_not_finite(rows.inputs) != rows.inputs.size()) {
    throw DataError(text(place,
                         ": the number at ",
                         place_text(rows.inputs.extents, first_not_finite(rows.inputs)),
                         " is not finite in single precision"));
  }
  return std::make_unique<RowsDomain>(path, std::move(rows));
}

} // namespace equivarify::runtime
