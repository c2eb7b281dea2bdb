/// \file
/// Writes a header with random groups and layers: `draw_cases SEED COUNT HEADER`, COUNT layers for
/// each kernel.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <rapidcheck.h>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

#include "runtime/drawn/pick_cases.hpp"
#include "support/shrinking.hpp"

namespace equivarify::runtime::testing {
namespace {

std::string emit_cases(char const* name, Cases const& cases) {
  return fmt::format("using {} = std::tuple<\n    {}>;\n\n", name, fmt::join(cases, ",\n    "));
}

/// For use inside a generator of RapidCheck.
std::string pick_header(std::uint64_t seed, std::size_t count) {
  PickedGroups const groups = pick_groups();
  std::string text = fmt::format("// Drawn with the seed {}; see draw_cases.cpp.\n"
                                 "#include \"runtime/drawn/cases.hpp\"\n\n"
                                 "namespace equivarify::runtime::testing {{\n\n"
                                 "namespace rt = equivarify::runtime;\n\n"
                                 "inline constexpr std::uint64_t drawn_with = {}U;\n\n",
                                 seed,
                                 seed);
  Cases algebras;
  for (PickedGroup const& group : groups.all) {
    text += emit_group(group);
    algebras.push_back(fmt::format("AlgebraCase<{0}, {0}Fourier>", group.type));
  }
  return text + emit_cases("AlgebraCases", algebras) +
         emit_cases("WinogradCases", pick_winograd_cases(groups, count)) +
         emit_cases("DirectCases", pick_direct_cases(groups, count)) +
         emit_cases("DenseCases", pick_dense_cases(groups, count)) +
         emit_cases("PoolingCases", pick_pooling_cases(count)) +
         emit_cases("MergingCases", pick_merging_cases(count)) +
         emit_cases("NormCases", pick_norm_cases(count)) +
         "} // namespace equivarify::runtime::testing\n";
}

/// The number of at least \p least that the argument \p name gives as \p text.
std::uint64_t read_number(char const* name, std::string_view text, std::uint64_t least) {
  std::uint64_t number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < least) {
    throw std::invalid_argument(fmt::format(
        "draw_cases: {} is \"{}\", expected a whole number from {}", name, text, least));
  }
  return number;
}

} // namespace
} // namespace equivarify::runtime::testing

int main(int argc, char** argv) {
  using equivarify::runtime::testing::read_number;
  try {
    if (argc != 4) {
      std::cerr << "draw_cases SEED COUNT HEADER\n";
      return 2;
    }
    std::uint64_t const seed = read_number("SEED", argv[1], 0);
    std::size_t const count = read_number("COUNT", argv[2], 1);
    auto const header = rc::gen::exec(
        [seed, count] { return equivarify::runtime::testing::pick_header(seed, count); });
    std::ofstream file(argv[3]);
    file << header(rc::Random{seed}, equivarify::support::full_size).value();
    return file.flush() ? 0 : 2;
  } catch (std::exception const& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
