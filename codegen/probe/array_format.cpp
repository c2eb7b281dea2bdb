#include "equivarify/codegen/probe/array_format.hpp"

#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/probe/black_box_error.hpp"

#include <fmt/format.h>

#include <bit>
#include <charconv>
#include <cstdint>

namespace equivarify::codegen {

namespace {

using algebra::probe::Array;

constexpr std::size_t float_size = 4;
constexpr std::string_view blanks = " \t\r,";

void append_binary(std::string& data, Array const& array) {
  for (double const value : array) {
    auto const bits = std::bit_cast<std::uint32_t>(static_cast<float>(value));
    for (unsigned shift = 0; shift < 32; shift += 8) {
      data += static_cast<char>(static_cast<unsigned char>(bits >> shift));
    }
  }
}

void append_text(std::string& data, Array const& array) {
  for (std::size_t i = 0; i < array.size(); ++i) {
    data += fmt::format("{}{}", i == 0 ? "" : " ", static_cast<float>(array[i]));
  }
  data += '\n';
}

double read_float(std::string_view bytes) {
  std::uint32_t bits = 0;
  for (std::size_t k = 0; k < float_size; ++k) {
    bits |= std::uint32_t{static_cast<unsigned char>(bytes[k])} << (8 * k);
  }
  return static_cast<double>(std::bit_cast<float>(bits));
}

std::vector<Array> decode_binary(std::string_view data, std::size_t size) {
  std::vector<Array> arrays;
  std::size_t const bytes = size * float_size;
  for (std::size_t begin = 0; begin + bytes <= data.size(); begin += bytes) {
    Array& array = arrays.emplace_back();
    for (std::size_t i = 0; i < size; ++i) {
      array.push_back(read_float(data.substr(begin + i * float_size, float_size)));
    }
  }
  return arrays;
}

double read_number(std::string_view word, std::size_t line) {
  double value = 0;
  char const* const end = word.data() + word.size();
  char const* const begin = word.starts_with('+') ? word.data() + 1 : word.data();
  auto const [rest, error] = std::from_chars(begin, end, value);
  if (error != std::errc{} || rest != end) {
    throw BlackBoxError(fmt::format("line {}: found '{}', expected a number", line, word));
  }
  return value;
}

Array read_line(std::string_view line, std::size_t number) {
  Array array;
  for (std::size_t begin = line.find_first_not_of(blanks); begin != std::string_view::npos;) {
    std::size_t const end = std::min(line.find_first_of(blanks, begin), line.size());
    array.push_back(read_number(line.substr(begin, end - begin), number));
    begin = line.find_first_not_of(blanks, end);
  }
  return array;
}

std::vector<Array> decode_text(std::string_view data) {
  std::vector<Array> arrays;
  std::size_t number = 0;
  while (!data.empty()) {
    std::size_t const end = std::min(data.find('\n'), data.size());
    Array array = read_line(data.substr(0, end), ++number);
    if (!array.empty()) {
      arrays.push_back(std::move(array));
    }
    data.remove_prefix(std::min(end + 1, data.size()));
  }
  return arrays;
}

} // namespace

std::string encode(std::vector<Array> const& arrays, ArrayFormat format) {
  std::string data;
  for (Array const& array : arrays) {
    format == ArrayFormat::binary ? append_binary(data, array) : append_text(data, array);
  }
  return data;
}

std::vector<Array> decode(std::string_view data, ArrayFormat format, std::size_t size) {
  return format == ArrayFormat::binary ? decode_binary(data, size) : decode_text(data);
}

std::vector<Array> read_arrays(std::string const& path) {
  std::vector<Array> arrays;
  try {
    arrays = decode(read_text(path, "a file with one input a line"), ArrayFormat::text, 0);
  } catch (BlackBoxError const& error) {
    throw BlackBoxError(fmt::format("{}: {}", path, error.what()));
  }
  if (arrays.empty()) {
    throw BlackBoxError(fmt::format("{}: found no input, expected one a line", path));
  }
  return arrays;
}

std::size_t longest_encoding(ArrayFormat format, std::size_t count, std::size_t size) {
  constexpr std::size_t longest_number = 32; // a double with a blank takes at most 25
  return format == ArrayFormat::binary ? count * size * float_size
                                       : count * (size * longest_number + 2);
}

std::string start_of(Array const& x) {
  constexpr std::size_t most = 8;
  std::string text;
  for (std::size_t i = 0; i < x.size() && i < most; ++i) {
    text += fmt::format("{}{}", i == 0 ? "" : ", ", x[i]);
  }
  return fmt::format("({}{})", text, x.size() > most ? ", ..." : "");
}

} // namespace equivarify::codegen
