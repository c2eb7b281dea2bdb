#include "equivarify/runtime/arguments/plain_values.hpp"

#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

#include <CLI/CLI.hpp>

namespace equivarify::runtime {

namespace {

/// Leaves leading zeros of \p value out, if it has digits alone; refuses nothing.
std::string without_leading_zeros(std::string& value) {
  if (!value.empty() && value.find_first_not_of("0123456789") == std::string::npos) {
    value.erase(0, std::min(value.find_first_not_of('0'), value.size() - 1));
  }
  return {};
}

std::string empty_fault(std::string const& value) {
  return value.empty() ? found_not(value, "a value") : std::string();
}

bool takes_whole_numbers(CLI::Option const& option) {
  std::string const type = option.get_type_name();
  return type.starts_with("INT") || type.starts_with("UINT");
}

} // namespace

bool is_flag(CLI::Option const& option) {
  return option.get_expected_max() == 0;
}

void read_plainly(CLI::App& app) {
  for (CLI::Option* const option : app.get_options()) {
    if (takes_whole_numbers(*option)) {
      option->transform(CLI::Validator(without_leading_zeros, ""));
    }
    if (!is_flag(*option)) {
      option->check(empty_fault); // the last, as an option's own check says more
    }
  }
  for (CLI::App* const part : app.get_subcommands([](CLI::App*) { return true; })) {
    read_plainly(*part);
  }
}

} // namespace equivarify::runtime
