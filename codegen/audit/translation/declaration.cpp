#include "equivarify/codegen/audit/translation/declaration.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/translation/header_text.hpp"

#include <cctype>
#include <string_view>

namespace equivarify::audit {
namespace {

bool is_part_of_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

} // namespace

std::string word_before(std::string const& code, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && is_part_of_name(code[begin - 1])) {
    --begin;
  }
  return code.substr(begin, end - begin);
}

std::string declared_name(std::string const& declaration) {
  bool const is_data = declaration.starts_with("inline ");
  return word_before(declaration, declaration.find_first_of(is_data ? "={;" : "=:{;"));
}

bool has_word(std::string const& code, std::string const& word) {
  for (std::size_t at = code.find(word); at != std::string::npos; at = code.find(word, at + 1)) {
    std::size_t const end = at + word.size();
    if ((at == 0 || !is_part_of_name(code[at - 1])) &&
        (end == code.size() || !is_part_of_name(code[end]))) {
      return true;
    }
  }
  return false;
}

void expect_data(std::string const& code) {
  std::string const plain = without_texts(code);
  demand(plain.find('\n') == std::string::npos, "the header has a directive in " + code);
  for (char const* const word :
       {"class", "union", "enum", "using", "typedef", "template", "operator", "friend"}) {
    demand(!has_word(plain, word), std::string{"the header has the word "} + word);
  }
}

std::string body_of(std::string const& declaration, std::string const& bases) {
  std::size_t const brace = declaration.find('{');
  demand(declaration.starts_with("struct ") && declaration.ends_with("};") &&
             declaration.find(bases + "{") ==
                 std::string("struct ").size() + declared_name(declaration).size(),
         "the header has: " + declaration);
  return declaration.substr(brace + 1, declaration.size() - brace - 3);
}

void expect_constants(std::string const& declaration, std::string const& bases) {
  std::string const body = body_of(declaration, bases);
  expect_data(body);
  demand(!has_word(without_texts(body), "struct"), "the header has a struct in another one");
  for (std::string const& member : members_of(body)) {
    std::size_t const end = member.find_first_of("={(");
    bool const is_one = (member.starts_with("static constexpr ") ||
                         member.starts_with("static inline const auto ")) &&
                        end != std::string::npos && member[end] != '(';
    demand(is_one, "the header has a member that is no constant: " + member);
  }
}

} // namespace equivarify::audit
