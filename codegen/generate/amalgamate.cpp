#include "equivarify/codegen/generate/amalgamate.hpp"

#include "equivarify/codegen/generate/runtime_sources.hpp"

#include <fmt/format.h>

#include <set>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace equivarify::codegen {
namespace {

bool starts_with(std::string_view line, std::string_view prefix) {
  return line.substr(0, prefix.size()) == prefix;
}

/// Whether \p line belongs to the include guard of a header of the runtime.
bool is_guard(std::string_view line) {
  return (starts_with(line, "#ifndef EQUIVARIFY_RUNTIME_") ||
          starts_with(line, "#define EQUIVARIFY_RUNTIME_")) &&
         line.ends_with("_HPP");
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t place = text.find(from); place != std::string::npos;
       place = text.find(from, place + to.size())) {
    text.replace(place, from.size(), to);
  }
  return text;
}

/// Collects the texts of headers in the order in which a compiler would read them.
class Amalgamation {
public:
  /// Adds the runtime header \p name and all that it includes, unless it is there already.
  void add_runtime_header(std::string const& name) {
    if (!seen_.insert(name).second) {
      return;
    }
    auto const source = runtime_source(name);
    if (!source) {
      throw std::logic_error(fmt::format("the runtime header {} is not built in", name));
    }
    std::string own;
    std::size_t conditions = 0; // around the line; an include under one stays where it is
    std::istringstream lines{std::string{*source}};
    for (std::string line; std::getline(lines, line);) {
      bool const second_empty_line =
          line.empty() && own.size() > 1 && own.substr(own.size() - 2) == "\n\n";
      if (!is_guard(line) && !(conditions == 0 && take_include(line)) && !second_empty_line) {
        own += line + "\n";
        conditions += starts_with(line, "#if") ? 1U : 0U;
        conditions -= starts_with(line, "#endif") && conditions > 0 ? 1U : 0U;
      }
    }
    // What is left of the guard is its end, the last line.
    own.erase(own.rfind("#endif"));
    body_ += fmt::format("// ---- equivarify/runtime/{}\n{}", name, own);
  }

  /// Whether \p line is an #include; if so, what it names is added.
  bool take_include(std::string const& line) {
    constexpr std::string_view runtime = "#include \"equivarify/runtime/";
    if (starts_with(line, runtime)) {
      add_runtime_header(line.substr(runtime.size(), line.rfind('"') - runtime.size()));
      return true;
    }
    if (starts_with(line, "#include <")) {
      standard_.insert(line);
      return true;
    }
    return false;
  }

  [[nodiscard]] std::string standard_includes() const {
    std::string text;
    for (std::string const& line : standard_) {
      text += line + "\n";
    }
    return text;
  }

  [[nodiscard]] std::string const& body() const { return body_; }

private:
  std::set<std::string> seen_;
  std::set<std::string> standard_;
  std::string body_;
};

} // namespace

std::string amalgamate(std::string const& header, Surroundings const& surroundings) {
  Amalgamation amalgamation;
  std::string before;
  std::string after;
  bool in_includes = false;
  std::istringstream lines{header};
  for (std::string line; std::getline(lines, line);) {
    if (amalgamation.take_include(line)) {
      in_includes = true;
    } else {
      (in_includes ? after : before) += line + "\n";
    }
  }
  std::string const plain = "namespace " + surroundings.space;
  std::string const variant = plain + "::inline EQUIVARIFY_VARIANT";
  std::string network =
      replace_all(after.substr(after.find(plain)), "equivarify::runtime", "runtime");
  network.replace(0, plain.size(), variant);
  // What is left of the guard is its end, the last line.
  network.erase(network.rfind("#endif"));
  // The guard, in front of which stands what the header is.
  std::size_t const guard = before.find("#ifndef");
  return before.substr(0, guard) + surroundings.usage + before.substr(guard) +
         "#if __cplusplus < 202002L\n"
         "#error \"This header is C++20: compile with -std=c++20; for programs in C++17 generate "
         "with "
         "--extern-c or --target c\"\n"
         "#else\n\n" +
         surroundings.prologue + amalgamation.standard_includes() +
         "\n// Names here may be those of their user.\n"
         "#if defined(__GNUC__)\n"
         "#pragma GCC diagnostic push\n"
         "#pragma GCC diagnostic ignored \"-Wshadow\"\n"
         "#endif\n\n" +
         replace_all(replace_all(amalgamation.body(),
                                 "} // namespace equivarify::runtime",
                                 "} // namespace runtime"),
                     "namespace equivarify::runtime",
                     variant + "::runtime") +
         network +
         "#if defined(__GNUC__)\n"
         "#pragma GCC diagnostic pop\n"
         "#endif\n\n"
         "#endif // C++20\n\n#endif\n";
}

} // namespace equivarify::codegen
