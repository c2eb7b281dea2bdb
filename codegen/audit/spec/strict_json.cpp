#include "equivarify/codegen/audit/spec/strict_json.hpp"

#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <vector>

namespace equivarify::audit {
namespace {

using nlohmann::json;

std::string too_large(char const* what, std::size_t bound) {
  return std::string{"too large: "} + what + " than " + std::to_string(bound);
}

/// Builds a value from the events of nlohmann/json's parser.
class Builder {
public:
  explicit Builder(std::string const& text) : text_{text} {}

  json take() { return std::move(whole_); }

  // What the parser calls.
  bool null() { return add(nullptr); }

  bool boolean(bool value) { return add(value); }

  bool number_integer(json::number_integer_t value) { return add(value); }

  bool number_unsigned(json::number_unsigned_t value) { return add(value); }

  bool number_float(json::number_float_t value, std::string const& /*text*/) { return add(value); }

  bool string(std::string& value) {
    check_length(value);
    return add(std::move(value));
  }

  bool binary(json::binary_t& /*value*/) { return false; } // JSON has none

  bool start_object(std::size_t /*size*/) { return open(json::object()); }

  bool start_array(std::size_t /*size*/) { return open(json::array()); }

  bool key(std::string& name) {
    check_length(name);
    if (open_.back()->contains(name)) {
      refuse("key-twice", "the key " + in_quotes(name) + " stands twice in one object");
    }
    key_ = std::move(name);
    return true;
  }

  bool end_object() { return close(); }

  bool end_array() { return close(); }

  template <class Error>
  bool parse_error(std::size_t byte, std::string const& /*token*/, Error const& /*error*/) {
    auto const end = text_.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text_.size()));
    auto const line = std::count(text_.begin(), end, '\n') + 1;
    throw Refusal{"not JSON, from byte " + std::to_string(byte) + " on, in line " +
                  std::to_string(line)};
  }

private:
  static void check_length(std::string const& text) {
    if (text.size() > bounds::text_bytes) {
      refuse("text-bytes", too_large("a text of more bytes", bounds::text_bytes));
    }
  }

  bool open(json container) {
    add(std::move(container));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  bool add(json value) {
    if (open_.size() > bounds::nesting) {
      refuse("nesting", too_large("more levels of nesting", bounds::nesting));
    }
    if (++count_ > bounds::values) {
      refuse("values", too_large("more values", bounds::values));
    }
    bool const is_open = value.is_structured();
    json* place = &whole_;
    if (open_.empty()) {
      whole_ = std::move(value);
    } else if (open_.back()->is_array()) {
      open_.back()->push_back(std::move(value));
      place = &open_.back()->back();
    } else {
      place = &((*open_.back())[key_] = std::move(value));
    }
    if (is_open) {
      open_.push_back(place);
    }
    return true;
  }

  std::string const& text_;
  json whole_;
  std::vector<json*> open_; ///< the lists and objects that have begun, the inner ones last
  std::string key_;
  std::size_t count_ = 0;
};

} // namespace

json parse_strictly(std::string const& text) {
  if (text.size() > bounds::file_bytes) {
    refuse("file-bytes", too_large("a file of more bytes", bounds::file_bytes));
  }
  if (auto const zero = text.find('\0'); zero != std::string::npos) {
    refuse("zero-byte", "not JSON: a zero byte at byte " + std::to_string(zero));
  }
  Builder builder{text};
  json::sax_parse(text, &builder);
  return builder.take();
}

} // namespace equivarify::audit
