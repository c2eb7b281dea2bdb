#include "equivarify/codegen/audit/translation/header_text.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string_view>

namespace equivarify::audit {
namespace {

constexpr std::size_t most_declarations = 100'000;
constexpr char const* lower = "abcdefghijklmnopqrstuvwxyz0123456789_";

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// The end of the text in quotes that begins at \p begin of \p line: past its quote.
std::size_t end_of_text(std::string_view line, std::size_t begin) {
  for (std::size_t i = begin + 1; i < line.size(); ++i) {
    if (line[i] == '"') {
      return i + 1;
    }
    i += line[i] == '\\' ? 1U : 0U;
  }
  throw Refusal{"the header has a text in quotes that does not end in its line"};
}

/// Collects code; a directive stays a line of its own.
class Code {
public:
  void add_line(std::string_view line) {
    std::size_t const last = line.find_last_not_of(' ');
    demand(last == std::string_view::npos || line[last] != '\\',
           "the header has a line that goes on in the next one");
    if (line.starts_with('#')) {
      text_.append("\n").append(line).append("\n");
      return;
    }
    for (std::size_t i = 0; i < line.size() && !line.substr(i).starts_with("//");) {
      if (line[i] == '"') {
        demand(text_.empty() || has_blank_ || !is_word(text_.back()),
               "the header has a raw string, or one of another kind");
        std::size_t const end = end_of_text(line, i);
        add(line.substr(i, end - i));
        i = end;
      } else {
        add_character(line[i]);
        ++i;
      }
    }
    has_blank_ = true;
  }

  [[nodiscard]] std::string const& text() const { return text_; }

private:
  void add_character(char c) {
    constexpr std::string_view marks = " {}()[]<>,;:.=+-*&";
    if (!is_word(c) && marks.find(c) == std::string_view::npos) {
      throw Refusal{std::string{"the header has code with the character "} + c};
    }
    if (c == ' ') {
      has_blank_ = true;
      return;
    }
    bool const is_hidden =
        !text_.empty() && ((c == ':' && text_.back() == '<') || (c == '>' && text_.back() == ':'));
    if (is_hidden) {
      throw Refusal{"the header has a digraph"};
    }
    if (c == '}' && !text_.empty() && text_.back() == ',') {
      text_.pop_back();
    }
    add({&c, 1});
  }

  void add(std::string_view part) {
    if (has_blank_ && !text_.empty() && is_word(text_.back()) && is_word(part.front())) {
      text_ += ' ';
    }
    has_blank_ = false;
    text_ += part;
  }

  std::string text_;
  bool has_blank_ = false;
};

std::string code_of(std::string_view text) {
  bool const is_plain = std::none_of(text.begin(), text.end(), [](char c) {
    return c != '\n' && (static_cast<unsigned char>(c) < ' ' || c == '\x7f');
  });
  demand(is_plain, "the header has a control character");
  Code code;
  while (!text.empty()) {
    std::size_t const end = std::min(text.find('\n'), text.size());
    code.add_line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return code.text();
}

/// Takes code from its beginning.
class Taker {
public:
  explicit Taker(std::string_view code) : code_{code} {}

  [[nodiscard]] bool sees(std::string_view part) const { return code_.starts_with(part); }

  void take(std::string_view part) {
    demand(sees(part), "the header has not, where it must: " + std::string{part});
    code_.remove_prefix(part.size());
  }

  /// Takes what \p code is up to the next \p end, and that.
  std::string_view take_until(std::string_view end) {
    std::size_t const size = code_.find(end);
    demand(size != std::string_view::npos, "the header has no more " + std::string{end});
    std::string_view const taken = code_.substr(0, size);
    code_.remove_prefix(size + end.size());
    return taken;
  }

  /// Takes a declaration up to its `;`, or a namespace up to its brace.
  std::string take_declaration() {
    bool const is_namespace = sees("namespace ");
    std::size_t depth = 0;
    for (std::size_t i = 0; i < code_.size(); ++i) {
      char const c = code_[i];
      if (c == '"') {
        i = end_of_text(code_, i) - 1;
      }
      depth += c == '{' ? 1U : 0U;
      if (c == '}' && depth == 0) {
        throw Refusal{"the header has braces that do not match"};
      }
      depth -= c == '}' ? 1U : 0U;
      if (depth == 0 && (c == ';' || (is_namespace && c == '}'))) {
        std::string declaration{code_.substr(0, i + 1)};
        code_.remove_prefix(i + 1);
        return declaration;
      }
    }
    throw Refusal{"the header has a declaration that does not end"};
  }

  [[nodiscard]] bool is_at_end() const { return code_.empty(); }

private:
  std::string_view code_;
};

/// \p name, a file with its quotes, without those, the folder of the runtime and its ending; empty
/// if that is no file of the runtime.
std::string runtime_file(std::string_view name) {
  std::string_view const runtime = "\"equivarify/runtime/";
  std::string_view const ending = ".hpp\"";
  if (!name.starts_with(runtime) || !name.ends_with(ending)) {
    return {};
  }
  name = name.substr(runtime.size(), name.size() - runtime.size() - ending.size());
  return std::string{
      name.find_first_not_of(std::string{lower} + "/") == std::string_view::npos ? name : ""};
}

/// Whether \p name is that of a file of the standard library.
bool is_standard_file(std::string_view name) {
  return name.size() > 2 && name.front() == '<' && name.back() == '>' &&
         name.substr(1, name.size() - 2).find_first_not_of(lower) == std::string_view::npos;
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
    return static_cast<char>(std::toupper(c));
  });
  return text;
}

/// Takes the include guard of the spec called \p spec; the files that a header includes.
std::set<std::string> take_includes(Taker& code, std::string const& spec) {
  std::string const guard = upper(spec) + "_HPP\n";
  code.take("\n#ifndef " + guard);
  code.take("\n#define " + guard);
  std::set<std::string> files;
  while (code.sees("\n#include ")) {
    code.take("\n#include ");
    std::string const name{code.take_until("\n")};
    std::string const file = runtime_file(name);
    demand(!file.empty() || is_standard_file(name), "the header includes " + name);
    files.insert(file.empty() ? name : file);
  }
  return files;
}

} // namespace

HeaderText header_text(std::string const& header, std::string const& spec) {
  std::string const space = "\nnamespace " + spec;
  std::string const variant = "::inline EQUIVARIFY_VARIANT {\n\nnamespace rt = runtime;\n";
  std::size_t const renamed = header.rfind(space + "_network" + variant);
  std::size_t const begin = std::min(renamed, header.rfind(space + variant));
  HeaderText found{
      .declarations = {}, .includes = {}, .brings_runtime = begin != std::string::npos};
  std::string const text =
      code_of(std::string_view{header}.substr(found.brings_runtime ? begin : 0));
  Taker code{text};
  if (!found.brings_runtime) {
    found.includes = take_includes(code, spec);
  }
  code.take("namespace " + spec);
  if (code.sees("_network")) {
    code.take("_network");
  }
  code.take(found.brings_runtime ? "::inline EQUIVARIFY_VARIANT{namespace rt=runtime;"
                                 : "{namespace rt=equivarify::runtime;");
  while (!code.sees("}")) {
    demand(found.declarations.size() < most_declarations, "too large: a header's declarations");
    found.declarations.push_back(code.take_declaration());
  }
  code.take(found.brings_runtime ? "}\n#if defined(__GNUC__)\n\n#pragma GCC diagnostic "
                                   "pop\n\n#endif\n\n#endif // C++20\n\n#endif\n"
                                 : "}\n#endif\n");
  demand(code.is_at_end(), "the header goes on after its end");
  return found;
}

std::vector<std::string> members_of(std::string const& body) {
  std::vector<std::string> members;
  Taker code{body};
  while (!code.is_at_end()) {
    demand(members.size() < most_declarations, "too large: the members of a header's struct");
    members.push_back(code.take_declaration());
  }
  return members;
}

std::string without_texts(std::string const& code) {
  std::string result;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] == '"') {
      i = end_of_text(code, i) - 1;
      result += '"';
    }
    result += code[i];
  }
  return result;
}

} // namespace equivarify::audit
