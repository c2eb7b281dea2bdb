#include "equivarify/codegen/generate/emit_fourier.hpp"

#include "equivarify/codegen/generate/layout.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

/// As many digits as a float has.
std::string digits_of(double value) {
  return fmt::format("{:.9g}", value);
}

std::string literal(double value) {
  std::string const digits = digits_of(value);
  return digits + (digits.find_first_of(".e") == std::string::npos ? ".0F" : "F");
}

std::string literal(std::uint32_t value) {
  return fmt::format("{}", value);
}

template <typename Number>
std::vector<std::string> number_literals(std::vector<Number> const& values) {
  std::vector<std::string> items(values.size());
  std::transform(
      values.begin(), values.end(), items.begin(), [](Number value) { return literal(value); });
  return items;
}

std::string array(char const* type, char const* name, std::vector<std::string> const& items) {
  return braced_list(
             fmt::format("  static constexpr std::array<{}, {}> {}", type, items.size(), name),
             items,
             ";") +
         "\n";
}

std::string blocks(FourierTables const& tables) {
  std::vector<std::string> items;
  for (algebra::RealBlock const& block : tables.blocks) {
    items.push_back(
        fmt::format("{{.size = {}, .ring = {}}}", block.size, block.dimension() / block.size));
  }
  return braced_list("  static constexpr rt::MatrixRing blocks[]", items, ";") + "\n";
}

std::string names(FourierTables const& tables) {
  std::vector<std::string> all;
  for (algebra::RealBlock const& block : tables.blocks) {
    all.push_back(block.to_string());
  }
  return fmt::format("{}", fmt::join(all, " + "));
}

} // namespace

float printed_entry(double entry) {
  return std::strtof(digits_of(entry).c_str(), nullptr);
}

std::string emit_fourier_tables(std::string const& name,
                                std::string const& group,
                                FourierTables const& tables) {
  return comment("/// ",
                 fmt::format("The Fourier transform over {}, whose real group algebra is {}; see "
                             "rt::GeneralFourier.",
                             group,
                             names(tables))) +
         fmt::format("struct {} {{\n"
                     "  static constexpr std::size_t order = {};\n"
                     "  static constexpr std::size_t butterflies = {};\n",
                     name,
                     tables.place.size(),
                     tables.butterflies) +
         blocks(tables) + array("std::uint32_t", "place", number_literals(tables.place)) +
         array("float", "analysis", number_literals(tables.analysis)) +
         array("std::uint32_t", "slot", number_literals(tables.slot)) +
         array("float", "weights", number_literals(tables.weights)) + "};\n\n";
}

std::string emit_fourier_tables(Plan const& plan) {
  if (!plan.transform || !plan.transform->tables) {
    return {};
  }
  return emit_fourier_tables(
      "FourierTables", group_of_copies(plan.network)->name(), *plan.transform->tables);
}

} // namespace equivarify::codegen
