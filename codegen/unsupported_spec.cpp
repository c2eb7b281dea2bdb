#include "equivarify/codegen/unsupported_spec.hpp"

#include "equivarify/codegen/json/document.hpp"

#include <fmt/format.h>

#include <utility>

namespace equivarify::codegen {

UnsupportedSpec::UnsupportedSpec(Problem problem)
    : Error{fmt::format("{}: at '{}': expected {}, found {}",
                        problem.summary,
                        problem.pointer,
                        problem.expected,
                        problem.found)},
      problem_{std::move(problem)} {}

InputError at_its_line(UnsupportedSpec const& error, std::string const& path) {
  InputError result{error.problem()};
  result.locate(path, read_text(path, "a spec in a JSON file"));
  return result;
}

} // namespace equivarify::codegen
