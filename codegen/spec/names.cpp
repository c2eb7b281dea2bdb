#include "equivarify/codegen/spec/blocks.hpp"
#include "equivarify/codegen/spec/kept_names.hpp"
#include "equivarify/codegen/spec/reads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace equivarify::codegen {
namespace {

/// The words of C++20 that a name in lower case could be.
constexpr std::array keywords{"alignas",       "alignof",     "and",
                              "and_eq",        "asm",         "auto",
                              "bitand",        "bitor",       "bool",
                              "break",         "case",        "catch",
                              "char",          "char16_t",    "char32_t",
                              "char8_t",       "class",       "co_await",
                              "co_return",     "co_yield",    "compl",
                              "concept",       "const",       "const_cast",
                              "consteval",     "constexpr",   "constinit",
                              "continue",      "decltype",    "default",
                              "delete",        "do",          "double",
                              "dynamic_cast",  "else",        "enum",
                              "explicit",      "export",      "extern",
                              "false",         "float",       "for",
                              "friend",        "goto",        "if",
                              "inline",        "int",         "long",
                              "mutable",       "namespace",   "new",
                              "noexcept",      "not",         "not_eq",
                              "nullptr",       "operator",    "or",
                              "or_eq",         "private",     "protected",
                              "public",        "register",    "reinterpret_cast",
                              "requires",      "return",      "short",
                              "signed",        "sizeof",      "static",
                              "static_assert", "static_cast", "struct",
                              "switch",        "template",    "this",
                              "thread_local",  "throw",       "true",
                              "try",           "typedef",     "typeid",
                              "typename",      "union",       "unsigned",
                              "using",         "virtual",     "void",
                              "volatile",      "wchar_t",     "while",
                              "xor",           "xor_eq"};

void refuse_keyword(std::string const& name, std::string const& pointer, Problems& problems) {
  if (is_kept_by_cpp(name)) {
    problems.add({.pointer = pointer,
                  .summary = "name kept by C++",
                  .found = in_quotes(name),
                  .expected = "a name that the generated C++ can use",
                  .nearest = in_quotes(name + "_1"),
                  .blocking = false});
  }
}

void refuse_name_of_input(std::string const& name, std::string const& pointer, Problems& problems) {
  if (name == block_input) {
    problems.add({.pointer = pointer,
                  .summary = "name kept for what a block reads",
                  .found = in_quotes(name),
                  .expected = "another name, since layers read the block's input by this one",
                  .nearest = in_quotes(name + "_1"),
                  .blocking = false});
  }
}

/// Data have one array for each part, and one for each output or for labels and poses.
void refuse_name_in_data(Spec const& spec,
                         std::string const& name,
                         std::string const& pointer,
                         Problems& problems) {
  bool const is_output = std::any_of(spec.output.begin(),
                                     spec.output.end(),
                                     [&](OutputSpec const& output) { return output.name == name; });
  if (is_output || name == "labels" || name == "poses" || name == "inputs") {
    problems.add({.pointer = pointer,
                  .summary = "name of something else in data",
                  .found = fmt::format("\"{}\", what data call {}",
                                       name,
                                       is_output ? "the targets of an output" : "another array"),
                  .expected = "a name that no output has, other than \"inputs\", \"labels\" and "
                              "\"poses\"",
                  .blocking = false});
  }
}

/// The names of one kind that are taken, and where.
class TakenNames {
public:
  TakenNames(char const* kind, Problems& problems) : kind_{kind}, problems_{problems} {}

  void take(std::string const& name, std::string const& pointer) {
    refuse_keyword(name, pointer, problems_);
    auto const [first, is_new] = taken_.emplace(name, pointer);
    if (!is_new) {
      problems_.add({.pointer = pointer,
                     .summary = fmt::format("two {}s with one name", kind_),
                     .found = fmt::format("\"{}\", the name of {} too", name, first->second),
                     .expected = fmt::format("each {} a name of its own", kind_),
                     .blocking = false});
    }
  }

private:
  char const* kind_;
  Problems& problems_;
  std::map<std::string, std::string> taken_;
};

} // namespace

bool is_kept_by_cpp(std::string_view name) {
  return std::binary_search(keywords.begin(), keywords.end(), name);
}

void check_names(Spec const& spec, Problems& problems) {
  refuse_keyword(spec.name, "/name", problems);
  for (OutputSpec const& output : spec.output) {
    refuse_keyword(output.name, child("/output", output.name), problems);
  }
  TakenNames blocks{"block", problems};
  TakenNames layers{"layer", problems};
  for (PartSpec const& part : spec.input.parts) {
    std::string const pointer = child("/input/parts", part.name);
    layers.take(part.name, pointer);
    refuse_name_of_input(part.name, pointer, problems);
    refuse_name_in_data(spec, part.name, pointer, problems);
  }
  for (std::size_t b = 0; b < spec.network.size(); ++b) {
    std::string const block = child("/network", b);
    blocks.take(spec.network[b].name, child(block, "name"));
    for (std::size_t l = 0; l < spec.network[b].layers.size(); ++l) {
      std::string const layer = child(child(block, "layers"), l);
      layers.take(spec.network[b].layers[l].name, child(layer, "name"));
      refuse_name_of_input(spec.network[b].layers[l].name, child(layer, "name"), problems);
    }
  }
}

} // namespace equivarify::codegen
