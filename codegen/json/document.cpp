#include "equivarify/codegen/json/document.hpp"

#include "equivarify/codegen/json/places.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <exception>
#include <fstream>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

using Json = nlohmann::json;

/// Ends a parse at a value that is nested too deep.
class TooDeep : public std::exception {
public:
  explicit TooDeep(std::string at) : pointer{std::move(at)} {}

  std::string pointer;
};

/// Follows a parse, for what the parser itself does not mind.
class Watcher {
public:
  explicit Watcher(Problems& problems) : problems_{problems} {}

  /// \throws TooDeep
  void see(Json::parse_event_t event, Json const& parsed) {
    switch (event) {
    case Json::parse_event_t::object_start:
    case Json::parse_event_t::array_start:
      if (open_.size() > static_cast<std::size_t>(deepest_nesting)) {
        throw TooDeep{pointer()};
      }
      open_.emplace_back();
      break;
    case Json::parse_event_t::key:
      see_key(parsed.get_ref<std::string const&>());
      break;
    case Json::parse_event_t::object_end:
    case Json::parse_event_t::array_end:
      open_.pop_back();
      count_entry();
      break;
    case Json::parse_event_t::value:
      count_entry();
    }
  }

private:
  /// An object or a list that has not ended.
  struct Open {
    std::set<std::string> keys{};
    std::string key{};
    std::size_t entries = 0;
  };

  void see_key(std::string const& key) {
    open_.back().key = key;
    if (!open_.back().keys.insert(key).second) {
      problems_.add_at_key({.pointer = pointer(),
                            .summary = "key given twice",
                            .found = in_quotes(key),
                            .expected = "each key at most once in an object",
                            .blocking = false});
    }
  }

  void count_entry() {
    if (!open_.empty()) {
      ++open_.back().entries;
    }
  }

  /// Of the value, or the key, that is read now.
  [[nodiscard]] std::string pointer() const {
    std::string result;
    for (Open const& open : open_) {
      result = open.keys.empty() ? child(result, open.entries) : child(result, open.key);
    }
    return result;
  }

  Problems& problems_;
  std::vector<Open> open_;
};

/// What may follow where nlohmann/json names only the end of a list or an object.
std::string expected_next(std::string const& expected) {
  if (expected.empty()) {
    return "a JSON value";
  }
  return expected == "'}'" || expected == "']'" ? "',' or " + expected : expected;
}

/// The problem that nlohmann/json states as `... while parsing CONTEXT - FOUND; expected WHAT`: it
/// says these nowhere else.
Problem syntax_problem(std::string const& text, Json::parse_error const& error) {
  static std::string const before = "while parsing ";
  static std::string const between = " - ";
  static std::string const last = "; expected ";
  std::string const message = error.what();
  Problem problem{.summary = "not JSON",
                  .found = message,
                  .place = place_at(text, error.byte == 0 ? 0 : error.byte - 1)};
  std::size_t const start = message.find(before);
  std::size_t const dash = message.find(between, start);
  if (start != std::string::npos && dash != std::string::npos) {
    std::size_t const context = start + before.size();
    std::size_t const found = dash + between.size();
    std::size_t const expected = std::min(message.rfind(last), message.size());
    problem.found = fmt::format("{}, while reading: {}",
                                printable(message.substr(found, expected - found), 200),
                                message.substr(context, dash - context));
    problem.expected =
        expected_next(expected == message.size() ? "" : message.substr(expected + last.size()));
  }
  return problem;
}

/// The problem that nlohmann/json states as `... number overflow parsing 'NUMBER'`.
Problem overflow_problem(std::string const& text, Json::out_of_range const& error) {
  std::string const message = error.what();
  std::size_t const quote = message.find('\'') + 1;
  std::string const number = message.substr(quote, message.rfind('\'') - quote);
  return {.summary = "number too large",
          .found = number,
          .expected = "a number that a double can hold",
          .place = place_at(text, text.find(number))};
}

/// nlohmann/json takes a zero byte for the end of the text.
void require_no_zero_byte(JsonDocument& document) {
  std::size_t const zero = document.text.find('\0');
  if (zero != std::string::npos) {
    document.problems.add({.summary = "not JSON",
                           .found = "a zero byte",
                           .expected = "text alone",
                           .place = place_at(document.text, zero)});
  }
}

void parse(JsonDocument& document) {
  Watcher watcher{document.problems};
  auto const watch = [&watcher](int /*depth*/, Json::parse_event_t event, Json& parsed) {
    watcher.see(event, parsed);
    return true;
  };
  try {
    document.value = Json::parse(document.text, watch);
  } catch (Json::parse_error const& error) {
    document.problems = {};
    document.problems.add(syntax_problem(document.text, error));
  } catch (Json::out_of_range const& error) {
    document.problems = {};
    document.problems.add(overflow_problem(document.text, error));
  } catch (TooDeep const& deep) {
    document.problems = {};
    document.problems.add({.pointer = deep.pointer,
                           .summary = "nested too deep",
                           .expected = fmt::format("at most {} levels", deepest_nesting)});
  }
}

} // namespace

JsonNode JsonDocument::node() const {
  return {value.at(Json::json_pointer{root}), root};
}

void JsonDocument::require_sound() const {
  if (!problems.empty()) {
    InputError error{problems.list()};
    error.locate(path, text);
    throw error;
  }
}

std::string read_text(std::string const& path, std::string const& expected) {
  errno = 0;
  std::ifstream file{path, std::ios::binary};
  std::string text;
  std::vector<char> part(std::size_t{1} << 16U);
  while (file && text.size() <= largest_text) {
    file.read(part.data(), static_cast<std::streamsize>(part.size()));
    text.append(part.data(), static_cast<std::size_t>(file.gcount()));
  }
  if (text.size() > largest_text) {
    throw InputError{path,
                     {{.summary = "too large",
                       .found = fmt::format("more than {} bytes", largest_text),
                       .expected = expected}}};
  }
  if (text.empty() || file.bad()) {
    std::string const reason =
        errno == 0 ? "an empty file" : std::generic_category().message(errno);
    throw InputError{path, {{.summary = "cannot be read", .found = reason, .expected = expected}}};
  }
  return text;
}

JsonDocument parse_document(std::string text, std::string path) {
  JsonDocument document{.path = std::move(path), .text = std::move(text), .value = nullptr};
  require_no_zero_byte(document);
  if (document.problems.empty()) {
    parse(document);
  }
  return document;
}

JsonDocument load_document(std::string const& path, std::string const& expected) {
  return parse_document(read_text(path, expected), path);
}

} // namespace equivarify::codegen
