#include "equivarify/codegen/audit/translation/header_members.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/translation/action_text.hpp"
#include "equivarify/codegen/audit/translation/header_action.hpp"
#include "equivarify/codegen/audit/translation/header_text.hpp"

#include <charconv>
#include <sstream>
#include <system_error>
#include <vector>

namespace equivarify::audit {
namespace {

/// The numbers in \p list as a compiler reads them: what begins with a zero may be octal, and is
/// refused.
std::vector<double> numbers_of_list(std::string const& list) {
  std::vector<double> numbers;
  std::istringstream items{list};
  for (std::string item; std::getline(items, item, ',');) {
    double number = 0;
    char const* const end = item.data() + item.size();
    auto const read = std::from_chars(item.data(), end, number);
    bool const may_be_octal = item.size() > 1 && item[0] == '0' && item[1] != '.';
    demand(read.ec == std::errc{} && read.ptr == end && !may_be_octal, item + " is no number");
    numbers.push_back(number);
  }
  return numbers;
}

} // namespace

void expect_other_member(std::string const& member, std::string const& name) {
  std::string const plain = without_texts(member);
  std::string const reason = "an output with more than " + name;
  bool const is_names = name == "class_names";
  if (!is_names && name != "class_weights") {
    demand(plain.find_first_of(",{}[]()&*;") == plain.size() - 1, reason);
    return;
  }
  MemberText text{plain};
  text.take(is_names ? "static constexpr std::array<std::string_view,"
                     : "static constexpr std::array<double,");
  static_cast<void>(text.number());
  text.take(is_names ? ">class_names{" : ">class_weights{");
  char const* const inside = is_names ? "\"," : "0123456789.e+-,";
  demand(plain.find_first_not_of(inside, plain.find('{') + 1) == plain.size() - 2, reason);
}

void check_loss_weights(std::string const& body, std::vector<double> const& weights) {
  std::vector<std::string> const members = members_of(body);
  demand(members.size() == 1 && members.front().find(">class_weights{") != std::string::npos,
         "LossWeights has other members than class_weights");
  expect_other_member(members.front(), "class_weights");
  std::size_t const begin = members.front().find('{') + 1;
  demand(numbers_of_list(members.front().substr(begin, members.front().size() - 2 - begin)) ==
             weights,
         "LossWeights has not the weights of the spec");
}

} // namespace equivarify::audit
