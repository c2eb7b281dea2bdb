#include "equivarify/codegen/audit/spec/names.hpp"

#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <sstream>

namespace equivarify::audit {
namespace {

/// ISO/IEC 14882:2020, tables 5 and 6.
constexpr char const* words_of_cpp =
    "alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t "
    "char32_t class co_await co_return co_yield compl concept const const_cast consteval constexpr "
    "constinit continue decltype default delete do double dynamic_cast else enum explicit export "
    "extern false float for friend goto if inline int long mutable namespace new noexcept not "
    "not_eq nullptr operator or or_eq private protected public register reinterpret_cast requires "
    "return short signed sizeof static static_assert static_cast struct switch template this "
    "thread_local throw true try typedef typeid typename union unsigned using virtual void "
    "volatile wchar_t while xor xor_eq";

bool is_word_of_cpp(std::string const& name) {
  static std::set<std::string> const words = [] {
    std::istringstream all{words_of_cpp};
    return std::set<std::string>{std::istream_iterator<std::string>{all}, {}};
  }();
  return words.contains(name);
}

bool is_identifier(std::string const& name) {
  auto const is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  char before = '_';
  for (char const c : name) {
    if (!is_plain(c) && (c != '_' || before == '_')) {
      return false;
    }
    before = c;
  }
  return name.size() <= 64 && before != '_' && name.front() >= 'a';
}

class Taken {
public:
  explicit Taken(std::string kind) : kind_{std::move(kind)} {}

  void take(std::string const& name) {
    if (!names_.insert(name).second) {
      refuse("name-twice", "two " + kind_ + " are called " + in_quotes(name));
    }
  }

private:
  std::string kind_;
  std::set<std::string> names_;
};

} // namespace

std::string identifier(Node const& node) {
  std::string name = node.text(1, 1024);
  if (!is_identifier(name)) {
    refuse("identifier",
           node.mismatch("a name of lower-case letters, digits and single underscores, at most "
                         "64, such as conv_1"));
  }
  return name;
}

std::string program_name(Node const& node) {
  std::string name = identifier(node);
  if (is_word_of_cpp(name)) {
    refuse("word-of-cpp", node.mismatch("a name that is no word of C++"));
  }
  return name;
}

std::string generator_name(Node const& node) {
  std::string name = identifier(node);
  if (name == "e") {
    refuse("generator-e", node.mismatch("another name than that of the identity"));
  }
  return name;
}

void check_distinct_names(nlohmann::json const& spec) {
  Taken blocks{"blocks"};
  Taken layers{"layers"};
  for (auto const& block : spec.at("network")) {
    blocks.take(block.at("name").get<std::string>());
    for (auto const& layer : block.at("layers")) {
      layers.take(layer.at("name").get<std::string>());
    }
  }
}

} // namespace equivarify::audit
