#include "equivarify/codegen/unsupported_spec.hpp"

#include "equivarify/codegen/spec_document.hpp"
#include "equivarify/codegen/spec_places.hpp"

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

SpecError at_its_line(UnsupportedSpec const& error, std::string const& path) {
  return {path, {with_place(read_text(path, "a spec in a JSON file"), error.problem())}};
}

} // namespace equivarify::codegen
