#include "equivarify/codegen/coq/names.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {

using algebra::proof::BlockTerm;
using algebra::proof::Term;

std::string type_of(Term const& sort) {
  return is_copies(sort)
             ? fmt::format("{} -> {}", sort.arguments[0].symbol, sort.arguments[1].symbol)
             : sort.symbol;
}

std::string action_on(Term const& sort) {
  std::string const& name = sort.symbol;
  return name == "X" ? "act" : name == "Y" ? "act_Y" : "action_" + name.substr(2);
}

std::string applied(BlockTerm const& block) {
  std::string text = "x";
  for (std::string const& layer : block.layers) {
    text = fmt::format("layer_{} {}", layer, text == "x" ? text : fmt::format("({})", text));
  }
  return text;
}

} // namespace equivarify::codegen
