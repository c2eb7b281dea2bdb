#include "equivarify/runtime/data/csv_reader.hpp"

#include "equivarify/runtime/files/text.hpp"

#include <string_view>

namespace equivarify::runtime {

namespace {

constexpr int at_end = -1;
constexpr std::size_t buffer_size = std::size_t{1} << 16U;
constexpr std::size_t longest_record = std::size_t{1} << 24U;

std::string without_blanks(std::string const& field) {
  std::size_t const begin = field.find_first_not_of(" \t");
  std::size_t const end = field.find_last_not_of(" \t");
  return begin == std::string::npos ? "" : field.substr(begin, end - begin + 1);
}

} // namespace

CsvReader::CsvReader(std::filesystem::path const& path)
    : source_(open_file(path, "a CSV file")), buffer_(buffer_size) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  fill();
  if (std::string_view(reinterpret_cast<char const*>(buffer_.data()), filled_).starts_with(mark)) {
    place_ = mark.size();
  }
}

void CsvReader::fail(std::string const& reason) const {
  source_->fail(text("line ", first_line_, ": ", reason));
}

bool CsvReader::fill() {
  place_ = 0;
  filled_ = source_->read(buffer_);
  return filled_ != 0;
}

int CsvReader::peek() {
  return place_ < filled_ || fill() ? buffer_[place_] : at_end;
}

int CsvReader::take() {
  int const character = peek();
  if (character != at_end) {
    ++place_;
    ++record_length_;
    line_ += character == '\n' ? 1U : 0U;
    if (record_length_ > longest_record) {
      fail(text("a record of more than ", longest_record, " bytes"));
    }
    if (character == '\0') {
      fail("a byte 0, expected text");
    }
  }
  return character;
}

std::string CsvReader::quoted_field() {
  std::string field;
  take();
  for (int character = take();; character = take()) {
    if (character == at_end) {
      fail("a field in quotes without an end");
    }
    if (character == '"' && peek() != '"') {
      break;
    }
    if (character == '"') {
      take(); // two quotes stand for one
    }
    field += static_cast<char>(character);
  }
  int const next = peek();
  if (next != ',' && next != '\n' && next != '\r' && next != at_end) {
    fail("text after a field in quotes, expected a comma or the end of the line");
  }
  return field;
}

std::string CsvReader::plain_field() {
  std::string field;
  for (int next = peek(); next != ',' && next != '\n' && next != '\r' && next != at_end;
       next = peek()) {
    if (next == '"') {
      fail("a quote inside a field without quotes");
    }
    field += static_cast<char>(take());
  }
  return without_blanks(field);
}

bool CsvReader::next(std::vector<std::string>& fields) {
  fields.clear();
  first_line_ = line_;
  record_length_ = 0;
  if (peek() == at_end) {
    return false;
  }
  for (;;) {
    fields.push_back(peek() == '"' ? quoted_field() : plain_field());
    int const separator = take();
    if (separator == '\r' && take() != '\n') {
      fail("a line that ends in CR alone, expected LF or CR LF");
    }
    if (separator != ',') {
      return true;
    }
  }
}

} // namespace equivarify::runtime
