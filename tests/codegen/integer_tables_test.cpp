/// \file
/// The schemes for integers that certificates have are those of the runtime: its own sources with
/// an error in one line each give a certificate that is refused.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "codegen/kernel_extractor.hpp"
#include "codegen/passes_certified.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

constexpr char const* cyclic_source = "runtime/integer/cyclic_scheme.cpp";
constexpr char const* algebra_source = "runtime/integer/rational_algebra.cpp";
constexpr char const* blocks_source = "runtime/integer/block_scheme.cpp";
constexpr char const* known_source = "runtime/integer/known_groups.cpp";
constexpr char const* group_source = "runtime/integer/group_scheme.cpp";
constexpr char const* bounds_source = "runtime/integer/exact_form.cpp";
constexpr char const* loops_header = "runtime/integer/fast_loops.hpp";

std::vector<WrongLine> wrong_integer_lines() {
  return {
      {loops_header, "(x[3 * stride] - x[1 * stride]) << 1", "x[3 * stride] - x[1 * stride]"},
      {loops_header, "out[2 * out_stride] = (c - a) << 2;", "out[2 * out_stride] = c - a;"},
      {loops_header, "(f << 3)", "(f << 2)"},
      {cyclic_source, "add_answers(lower, 0, low, -sign);", "add_answers(lower, 0, low, sign);"},
      {cyclic_source, "? 0 : -moebius", "? 0 : moebius"},
      {algebra_source, "{-1, 0, 1, 0}, {1, 0, 1, 0}", "{1, 0, -1, 0}, {1, 0, 1, 0}"},
      {blocks_source, "back = images[inverse[g]]", "back = images[g]"},
      {known_source, "{1, 0, 0, 0, -1, 0, 0, 0, -1}", "{1, 0, 0, 0, -1, 0, 0, 0, 1}"},
      {group_source, "order + product[inverse[element]][r]]", "order + product[element][r]]"},
      {bounds_source, "i < 5", "i < 1"},
      {bounds_source, "copies * line * line", "copies * line"},
      {bounds_source, "min(form.shift, 31U)", "min(form.shift / 2, 31U)"}};
}

/// What the extraction of schemes is made of, in the order in which it is included.
std::vector<std::string> const parts_of_integers = {"algebra/base/error.hpp",
                                                    "codegen/translation/fraction.hpp",
                                                    "codegen/translation/fraction.cpp",
                                                    "codegen/translation/linear_form.hpp",
                                                    "codegen/translation/scheme.hpp",
                                                    "codegen/translation/matrix_of.hpp",
                                                    "runtime/files/text.hpp",
                                                    "runtime/arrays/large_pages.hpp",
                                                    "runtime/arrays/buffer.hpp",
                                                    "runtime/integer/instructions.hpp",
                                                    "runtime/integer/lanes.hpp",
                                                    "runtime/integer/products.hpp",
                                                    "runtime/integer/tile_scheme.hpp",
                                                    "runtime/integer/tile_scheme.cpp",
                                                    "runtime/integer/group_scheme.hpp",
                                                    "runtime/integer/group_table.hpp",
                                                    "runtime/integer/rational_algebra.hpp",
                                                    algebra_source,
                                                    "runtime/integer/cyclic_scheme.hpp",
                                                    cyclic_source,
                                                    "runtime/integer/known_groups.hpp",
                                                    known_source,
                                                    "runtime/integer/block_scheme.hpp",
                                                    blocks_source,
                                                    group_source,
                                                    "runtime/integer/exact_form.hpp",
                                                    bounds_source,
                                                    "runtime/integer/fast_kernel.hpp",
                                                    loops_header,
                                                    "codegen/translation/integer_scheme.hpp",
                                                    "codegen/translation/integer_scheme.cpp"};

constexpr char const* printing_integers = R"(
template <typename List, typename F>
void print_list(List const& list, F const& print) {
  char comma = '[';
  for (auto const& entry : list) {
    std::cout << comma;
    print(entry);
    comma = ',';
  }
  std::cout << (comma == '[' ? "[]" : "]");
}

template <typename Schemes>
void print_schemes(char const* name, Schemes const& schemes) {
  std::cout << ",\"" << name << "\":";
  print_list(schemes, [](auto const& scheme) {
    auto const matrix = [](char const* part, auto const& rows) {
      std::cout << ",\"" << part << "\":";
      print_list(rows, [](auto const& row) {
        print_list(row, [](auto const& number) { std::cout << number.numerator(); });
      });
    };
    std::cout << "{\"denominator\":" << scheme.denominator;
    matrix("values", scheme.values);
    matrix("weights", scheme.weights);
    matrix("answers", scheme.answers);
    std::cout << '}';
  });
}

template <typename Schemes>
void print_integers(char const* name, Schemes const& schemes) {
  std::cout << '"' << name << "\":{\"factor_bits\":" << schemes.factor_bits
            << ",\"sum_bits\":" << schemes.sum_bits;
  print_schemes("copies", schemes.copies);
  print_schemes("tiles", schemes.tiles);
  std::cout << ",\"forms\":";
  print_list(schemes.forms, [](auto const& form) {
    std::cout << "{\"shift\":" << form.shift << ",\"odd_inverse\":" << form.odd_inverse
              << ",\"largest_entry\":" << form.largest_entry
              << ",\"largest_sum\":" << form.largest_sum << '}';
  });
  std::cout << '}';
}
)";

/// A network and its certificate.
struct CertifiedIntegers {
  std::string name;
  json certificate;
};

CertifiedIntegers integers_of(std::string const& name, SpecText const& spec) {
  return {name, json::parse(passes_certificate(lower(spec.network_of()), Purpose::training))};
}

/// Prints the schemes of the group of \p network.
std::string call_for_integers(CertifiedIntegers const& network) {
  std::string table = network.certificate["group"]["table"].dump();
  std::replace(table.begin(), table.end(), '[', '{');
  std::replace(table.begin(), table.end(), ']', '}');
  return fmt::format(
      "  print_integers(\"{}\", e::codegen::integer_schemes({}));\n", network.name, table);
}

SpecText moved_by_nothing(std::string group, std::string action) {
  return {.group = std::move(group), .action = std::move(action)};
}

/// Groups with blocks of every kind.
std::vector<CertifiedIntegers> networks_of_integers() {
  return {
      integers_of("c4", {}),
      integers_of("d4", translated_d4()),
      integers_of("q8",
                  moved_by_nothing(R"({"dicyclic": 2})", R"({"a": "identity", "b": "identity"})")),
      integers_of(
          "a4",
          moved_by_nothing(R"({"alternating": 4})", R"({"a": "identity", "b": "identity"})"))};
}

TEST(IntegerTables, WithAnErrorAreRefused) {
  std::vector<WrongLine> wrong = wrong_integer_lines();
  wrong.push_back({loops_header, "(f << 3)", "(f << 3)"});
  std::vector<CertifiedIntegers> const networks = networks_of_integers();
  Extractor extractor{parts_of_integers, printing_integers};
  for (WrongLine const& line : wrong) {
    std::string calls;
    for (CertifiedIntegers const& network : networks) {
      calls += (calls.empty() ? "" : "  std::cout << ',';\n") + call_for_integers(network);
    }
    extractor.add(line, "", calls);
  }
  json const found = extractor.run();
  ASSERT_EQ(found.size(), wrong.size());
  for (std::size_t i = 0; i < wrong.size(); ++i) {
    bool is_same = true;
    bool is_accepted = true;
    for (CertifiedIntegers const& network : networks) {
      json certificate = network.certificate;
      certificate["integers"] = found[i][network.name];
      is_same = is_same && certificate == network.certificate;
      is_accepted = is_accepted && passes_refusal(certificate_text(certificate)).empty();
    }
    bool const is_right = std::string{wrong[i].was} == wrong[i].is;
    EXPECT_EQ(is_same, is_right) << wrong[i].is;
    EXPECT_EQ(is_accepted, is_right) << wrong[i].is;
  }
}

} // namespace
} // namespace equivarify::codegen
