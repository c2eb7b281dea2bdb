#include "equivarify/codegen/c/step_block.hpp"

#include "equivarify/codegen/c/text.hpp"
#include "equivarify/codegen/json/problems.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {

std::vector<float> const& StepBlock::weights(char const* tensor) const {
  return values_of(context.weights, fmt::format("{}.{}", step.name, tensor));
}

void StepBlock::add_floats(char const* name, std::vector<float> const& values) {
  parts.data += c_floats(fmt::format("{}_{}", step.name, name), values) + "\n";
}

void StepBlock::add_line(std::string const& line) {
  parts.body += "    " + line + "\n";
}

void StepBlock::add_loop(std::size_t count, std::string const& statement) {
  add_line(fmt::format("for (k = 0; k < {}; ++k) {{", count));
  add_line("  " + statement);
  add_line("}");
}

void StepBlock::add_loop_over_copies(std::vector<std::string> const& statements) {
  add_line(fmt::format("for (h = 0; h < {}; ++h) {{", copies()));
  for (std::string const& statement : statements) {
    add_line("  " + statement);
  }
  add_line("}");
}

void StepBlock::refuse(Operation const& operation) const {
  throw InputError{
      {.pointer = "/network",
       .summary = no_c,
       .found = fmt::format("layer \"{}\" of type \"{}\"", step.name, type_name(operation)),
       .expected = "a layer with a form in C99 (--target cpp takes all)"}};
}

} // namespace equivarify::codegen
