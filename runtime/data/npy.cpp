#include "equivarify/runtime/data/npy.hpp"

#include "equivarify/runtime/data/picture_kind.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/tensor_file/json_scanner.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace equivarify::runtime {

namespace {

constexpr std::array<std::uint8_t, 6> magic{0x93, 'N', 'U', 'M', 'P', 'Y'};

/// What a header says of its array.
struct Header {
  std::string type;
  bool is_fortran = false;
  std::vector<std::size_t> extents;
};

/// Reads a header, which is a dictionary as Python writes it.
class HeaderReader {
public:
  HeaderReader(std::string_view text, ByteSource const& source) : text_(text), source_(source) {}

  Header read() {
    take('{');
    while (!may_take('}')) {
      std::string const key = string();
      take(':');
      read_value(key);
      if (!may_take(',')) {
        take('}');
        break;
      }
    }
    if (pass_blanks() != '\0' || found_.size() != 3) {
      fail("a dictionary of 'descr', 'fortran_order' and 'shape'");
    }
    return header_;
  }

private:
  [[noreturn]] void fail(std::string const& expected) const {
    source_.fail(text("an .npy file whose header is not as NumPy writes it: expected ",
                      expected,
                      " at byte ",
                      place_,
                      " of ",
                      shown(text_)));
  }

  /// The next character that is no blank; the character of number 0 at the end.
  char pass_blanks() {
    while (place_ < text_.size() && (text_[place_] == ' ' || text_[place_] == '\n')) {
      ++place_;
    }
    return place_ < text_.size() ? text_[place_] : '\0';
  }

  bool may_take(char character) {
    bool const is_there = pass_blanks() == character;
    place_ += is_there ? 1U : 0U;
    return is_there;
  }

  void take(char character) {
    if (!may_take(character)) {
      fail(std::string("'") + character + "'");
    }
  }

  bool may_take(std::string_view word) {
    pass_blanks();
    bool const is_there = text_.substr(place_, word.size()) == word;
    place_ += is_there ? word.size() : 0;
    return is_there;
  }

  std::string string() {
    char const quote = pass_blanks();
    std::size_t const end =
        quote == '\'' || quote == '"' ? text_.find(quote, place_ + 1) : std::string_view::npos;
    if (end == std::string_view::npos) {
      fail("a string in quotes");
    }
    std::string result(text_.substr(place_ + 1, end - place_ - 1));
    place_ = end + 1;
    return result;
  }

  void read_value(std::string const& key) {
    if (std::find(found_.begin(), found_.end(), key) != found_.end()) {
      fail("each key once");
    }
    found_.push_back(key);
    if (key == "descr") {
      if (pass_blanks() == '[') {
        source_.fail("holds records of several fields, expected an array of numbers");
      }
      header_.type = string();
    } else if (key == "fortran_order") {
      header_.is_fortran = may_take("True");
      if (!header_.is_fortran && !may_take("False")) {
        fail("True or False");
      }
    } else if (key == "shape") {
      read_shape();
    } else {
      fail("'descr', 'fortran_order' or 'shape'");
    }
  }

  void read_shape() {
    take('(');
    while (!may_take(')')) {
      header_.extents.push_back(extent());
      if (!may_take(',')) {
        take(')');
        break;
      }
    }
  }

  std::size_t extent() {
    constexpr std::size_t most_digits = 18; // so that no number overflows
    pass_blanks();
    std::size_t number = 0;
    std::size_t digits = 0;
    for (; place_ < text_.size() && text_[place_] >= '0' && text_[place_] <= '9'; ++place_) {
      number = 10 * number + static_cast<std::size_t>(text_[place_] - '0');
      if (++digits > most_digits) {
        fail("an extent of at most 18 digits");
      }
    }
    if (digits == 0) {
      fail("an extent");
    }
    return number;
  }

  std::string_view text_;
  ByteSource const& source_;
  std::size_t place_ = 0;
  std::vector<std::string> found_;
  Header header_;
};

constexpr std::array known_types{std::pair{"u1", NumberType::u8},
                                 std::pair{"u2", NumberType::u16},
                                 std::pair{"u4", NumberType::u32},
                                 std::pair{"u8", NumberType::u64},
                                 std::pair{"i1", NumberType::i8},
                                 std::pair{"i2", NumberType::i16},
                                 std::pair{"i4", NumberType::i32},
                                 std::pair{"i8", NumberType::i64},
                                 std::pair{"b1", NumberType::boolean},
                                 std::pair{"f2", NumberType::f16},
                                 std::pair{"f4", NumberType::f32},
                                 std::pair{"f8", NumberType::f64}};

/// The type that \p descr, such as `<f4`, stands for; its first character says which byte is first.
NumberType type_of(std::string const& descr, ByteSource const& source) {
  auto const found = std::find_if(known_types.begin(), known_types.end(), [&](auto const& type) {
    return descr.size() == 3 && descr.substr(1) == type.first;
  });
  bool const is_order_known =
      found != known_types.end() &&
      (descr[0] == '<' || descr[0] == '>' || (descr[0] == '|' && bytes_of(found->second) == 1));
  if (!is_order_known) {
    source.fail(text("holds values of type '",
                     shown(descr),
                     "', expected numbers: b1, u1, u2, u4, u8, i1, i2, i4, i8, f2, f4 or f8"));
  }
  return found->second;
}

/// Reads the parts of the file that come before the values.
std::string header_text(ByteSource& source) {
  std::array<std::uint8_t, 8> start{};
  std::size_t const count = source.read(start);
  if (!starts_as_npy(std::span(start).first(count)) || count != start.size()) {
    source.fail(text("not an .npy file: expected it to start with the byte 0x93 and NUMPY",
                     hint_for_picture(std::span(start).first(count))));
  }
  if (start[6] < 1 || start[6] > 3) {
    source.fail(text("an .npy file of version ", int{start[6]}, ", expected 1 to 3"));
  }
  std::array<std::uint8_t, 4> length{};
  std::span<std::uint8_t> const stored = std::span(length).first(start[6] == 1 ? 2 : 4);
  std::size_t const found = source.read(stored);
  std::uint64_t const size = little_endian(stored, 0, found);
  constexpr std::uint64_t most = 1U << 16U;
  if (size > most) {
    source.fail(text("an .npy file with a header of ", size, " bytes, expected at most ", most));
  }
  std::vector<std::uint8_t> bytes(size);
  if (found != stored.size() || source.read(bytes) != bytes.size()) {
    source.fail("an .npy file that ends inside its header");
  }
  return {bytes.begin(), bytes.end()};
}

/// \p array, whose numbers lie with the first index fastest, with the last one fastest.
NumberArray from_fortran(NumberArray const& array) {
  NumberArray result = array;
  std::vector<std::size_t> extents = array.extents;
  extents.front() = array.held().size();
  std::size_t const size = bytes_of(array.type);
  std::size_t const axes = array.extents.size();
  std::vector<std::size_t> index(axes);
  std::vector<std::size_t> strides(axes, size); // of the result
  for (std::size_t axis = axes - 1; axis > 0; --axis) {
    strides[axis - 1] = strides[axis] * extents[axis];
  }
  std::size_t target = 0;
  for (std::size_t source = 0; source < array.bytes.size(); source += size) {
    std::memcpy(result.bytes.data() + target, array.bytes.data() + source, size);
    for (std::size_t axis = 0; axis < axes; ++axis) { // the next index
      target += strides[axis];
      if (++index[axis] < extents[axis]) {
        break;
      }
      target -= strides[axis] * extents[axis];
      index[axis] = 0;
    }
  }
  return result;
}

void require_truth_values(NumberArray const& array, ByteSource const& source) {
  auto const bad = std::find_if(
      array.bytes.begin(), array.bytes.end(), [](std::uint8_t byte) { return byte > 1; });
  if (array.type == NumberType::boolean && bad != array.bytes.end()) {
    auto const place = static_cast<std::size_t>(bad - array.bytes.begin());
    source.fail(text("the truth value at ",
                     place_text(array, place),
                     " is the byte ",
                     int{*bad},
                     ", expected 0 or 1"));
  }
}

} // namespace

bool starts_as_npy(std::span<std::uint8_t const> start) {
  return start.size() >= magic.size() && std::equal(magic.begin(), magic.end(), start.begin());
}

NumberArray read_npy(ByteSource& source, RowChoice const& choice) {
  static_assert(std::endian::native == std::endian::little);
  std::string const text = header_text(source);
  Header const header = HeaderReader(text, source).read();
  NumberArray array{header.extents, type_of(header.type, source), {}};
  std::size_t const size = bytes_of(array.type);
  Range const rows = choice.of(array.extents);
  array.first_row = rows.first;
  array.bytes = source.read_rows(array.extents, size, rows, header.is_fortran);
  if (header.type.front() == '>') {
    reverse_bytes(array.bytes, size);
  }
  if (header.is_fortran && array.extents.size() > 1) {
    array = from_fortran(array);
  }
  require_truth_values(array, source);
  return array;
}

} // namespace equivarify::runtime
