#include "equivarify/codegen/audit/proof/theory.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/proof/theory_table.hpp"

#include <sstream>
#include <string_view>

namespace equivarify::audit {
namespace {

/// The fields of \p line between ` | `.
std::vector<std::string> fields(std::string_view line) {
  std::vector<std::string> result;
  std::size_t at = 0;
  for (std::size_t bar = line.find(" |"); bar != std::string_view::npos;
       bar = line.find(" |", at)) {
    result.emplace_back(line.substr(at, bar - at));
    at = bar + 2 + (line.substr(bar + 2, 1) == " " ? 1 : 0);
  }
  result.emplace_back(line.substr(at));
  return result;
}

std::vector<std::string> list(std::string const& text, std::string const& separator) {
  std::vector<std::string> result;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t const end = std::min(text.find(separator, at), text.size());
    result.push_back(text.substr(at, end - at));
    at = end + separator.size();
  }
  return result;
}

Assignment variables(std::string const& text) {
  Assignment result;
  for (std::string const& entry : list(text, "; ")) {
    std::size_t const colon = entry.find(": ");
    result.emplace(entry.substr(0, colon), read_expression(entry.substr(colon + 2)));
  }
  return result;
}

Law law(std::string const& name, std::string const& names, std::string const& equation) {
  std::size_t const equals = equation.find(" = ");
  return {name,
          variables(names),
          read_expression(equation.substr(0, equals)),
          read_expression(equation.substr(equals + 3))};
}

/// Reads the table line by line.
class TableReader {
public:
  Theory read() {
    std::istringstream lines{std::string{theory_table()}};
    for (std::string line; std::getline(lines, line);) {
      std::size_t const blank = line.find(' ');
      if (blank != std::string::npos) {
        take(line.substr(0, blank), fields(std::string_view{line}.substr(blank + 1)));
      }
    }
    return std::move(theory_);
  }

private:
  void take(std::string const& kind, std::vector<std::string> const& field) {
    if (kind == "axiom") {
      theory_.axioms.push_back(law(field[0], field[1], field[2]));
    } else if (kind == "given") {
      theory_.given.emplace(field[0], law(field[0], field[1], field[2]));
    } else if (kind == "defined") {
      theory_.defined_after.emplace(field[0], list(field[1], ", "));
    } else if (kind == "claim") {
      theory_.theorems.back().claims.push_back(claim(field));
    } else {
      demand(kind == "theorem" || kind == "construction", "the table has a line \"" + kind + "\"");
      theory_.theorems.push_back({field[0], kind == "construction", {}});
    }
  }

  [[nodiscard]] Demand claim(std::vector<std::string> const& field) const {
    Law const equation = law(field[0], field[1], field[4]);
    Demand result{
        field[0], equation.variables, {}, list(field[3], ", "), equation.left, equation.right, ""};
    for (std::string const& name : list(field[2], ", ")) {
      result.hypotheses.push_back(theory_.given.at(name));
    }
    result.compared_at = field[5];
    return result;
  }

  Theory theory_;
};

} // namespace

Theory theory() {
  return TableReader{}.read();
}

} // namespace equivarify::audit
