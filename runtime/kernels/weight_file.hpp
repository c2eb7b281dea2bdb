/// \file
/// The format safetensors, as far as weights need it, with the standard library alone: a header of
/// JSON that says where each tensor lies, then the values.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_WEIGHT_FILE_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_WEIGHT_FILE_HPP

#include "equivarify/runtime/failure.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace equivarify::runtime {

/// A tensor in a weight file; its values are the bytes [begin, end) after the header.
struct TensorEntry {
  std::string_view name;
  std::string_view dtype;
  std::vector<std::size_t> shape;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// `[3, 576]`.
[[nodiscard]] inline std::string shape_text(std::span<std::size_t const> shape) {
  std::string text("[");
  for (std::size_t const extent : shape) {
    text += text.size() > 1 ? ", " : "";
    text += std::to_string(extent);
  }
  return text + "]";
}

/// Reads the JSON of a header, of which a file has objects, text without meaning to us, and arrays
/// of whole numbers.
class WeightHeader {
public:
  /// \throws std::runtime_error when \p text is no such header.
  explicit WeightHeader(std::string_view text) : rest_{text} {
    for_each_member([this](std::string_view name) {
      if (name == "__metadata__") {
        read_metadata();
      } else {
        read_tensor(name);
      }
    });
    skip_space();
    require(rest_.empty(), "something follows the header's object");
  }

  [[nodiscard]] std::vector<TensorEntry> const& tensors() const noexcept { return tensors_; }

  /// The value of \p key in the metadata; empty if there is none.
  [[nodiscard]] std::string_view metadata(std::string_view key) const {
    auto const found = std::find_if(
        metadata_.begin(), metadata_.end(), [&](auto const& entry) { return entry.first == key; });
    return found == metadata_.end() ? std::string_view{} : found->second;
  }

private:
  static void require(bool holds, char const* otherwise) {
    if (!holds) {
      fail<std::runtime_error>(std::string("the weight file is damaged: ") + otherwise);
    }
  }

  void skip_space() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size()));
  }

  bool take(char c) {
    skip_space();
    bool const is_next = !rest_.empty() && rest_.front() == c;
    rest_.remove_prefix(is_next ? 1U : 0U);
    return is_next;
  }

  void expect(char c) { require(take(c), "its header is no JSON"); }

  /// Text between quotes, escapes as they are written.
  std::string_view read_text() {
    expect('"');
    std::size_t length = 0;
    while (length < rest_.size() && rest_[length] != '"') {
      length += rest_[length] == '\\' ? 2U : 1U;
    }
    require(length < rest_.size(), "its header ends within quotes");
    std::string_view const text = rest_.substr(0, length);
    rest_.remove_prefix(length + 1);
    return text;
  }

  std::size_t read_number() {
    skip_space();
    std::size_t value = 0;
    std::size_t digits = 0;
    for (; !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; ++digits) {
      auto const digit = static_cast<std::size_t>(rest_.front() - '0');
      require(value <= (std::numeric_limits<std::size_t>::max() - digit) / 10,
              "a number is too large");
      value = value * 10 + digit;
      rest_.remove_prefix(1);
    }
    require(digits > 0, "something else where a whole number should be");
    return value;
  }

  std::vector<std::size_t> read_numbers() {
    std::vector<std::size_t> numbers;
    expect('[');
    if (take(']')) {
      return numbers;
    }
    do {
      numbers.push_back(read_number());
    } while (take(','));
    expect(']');
    return numbers;
  }

  template <typename F>
  void for_each_member(F const& read_value) {
    expect('{');
    if (take('}')) {
      return;
    }
    do {
      std::string_view const name = read_text();
      expect(':');
      read_value(name);
    } while (take(','));
    expect('}');
  }

  void read_metadata() {
    for_each_member([this](std::string_view key) { metadata_.emplace_back(key, read_text()); });
  }

  void read_tensor(std::string_view name) {
    TensorEntry entry{.name = name, .dtype = {}, .shape = {}};
    for_each_member([&](std::string_view key) {
      if (key == "dtype") {
        entry.dtype = read_text();
      } else if (key == "shape") {
        entry.shape = read_numbers();
      } else {
        require(key == "data_offsets", "a tensor has an unknown key");
        std::vector<std::size_t> const offsets = read_numbers();
        require(offsets.size() == 2 && offsets[0] <= offsets[1], "a tensor's offsets are no range");
        entry.begin = offsets[0];
        entry.end = offsets[1];
      }
    });
    tensors_.push_back(std::move(entry));
  }

  std::string_view rest_;
  std::vector<TensorEntry> tensors_;
  std::vector<std::pair<std::string_view, std::string_view>> metadata_;
};

} // namespace equivarify::runtime

#endif
