/// \file
/// The tables that certificates have are those of the kernels: the runtime's own headers with an
/// error in one line each give a certificate that is refused.
#include "equivarify/codegen/generate/emit_fourier.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "codegen/kernel_extractor.hpp"
#include "codegen/passes_certified.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

constexpr char const* fourier_header = "runtime/group/fourier.hpp";
constexpr char const* terms_header = "runtime/group/group_terms.hpp";
constexpr char const* tiles_header = "runtime/conv/winograd_transform.hpp";

std::vector<WrongLine> wrong_lines() {
  return {{fourier_header, "s[5] = d - b;", "s[5] = b - d;"},
          {fourier_header, "w[k] *= k < 4 ? 0.125F : 0.25F;", "w[k] *= 0.125F;"},
          {fourier_header, "Term{6, 4}, Term{7, 5}", "Term{7, 4}, Term{6, 5}"},
          {terms_header, "return entry.panel == panel;", "return entry.slot == panel;"},
          {terms_header, "return entry.slot == slot;", "return entry.panel == slot;"},
          {tiles_header, "-5.0F * d[2]", "-4.0F * d[2]"},
          {tiles_header, "(1.0F / 24.0F)", "(1.0F / 12.0F)"}};
}

/// What the extraction of schemes is made of, in the order in which it is included.
std::vector<std::string> const extraction_parts = {"algebra/base/error.hpp",
                                                   "codegen/translation/fraction.hpp",
                                                   "codegen/translation/fraction.cpp",
                                                   "codegen/translation/linear_form.hpp",
                                                   "codegen/translation/scheme.hpp",
                                                   "codegen/translation/matrix_of.hpp",
                                                   "codegen/translation/traced_number.hpp",
                                                   "runtime/base/arithmetic.hpp",
                                                   "runtime/arrays/vector.hpp",
                                                   "runtime/group/group_algebra.hpp",
                                                   terms_header,
                                                   fourier_header,
                                                   "runtime/group/ring_products.hpp",
                                                   "runtime/group/general_fourier.hpp",
                                                   tiles_header,
                                                   "codegen/translation/extract_scheme.hpp"};

constexpr char const* printing_code = R"(
template <typename Rows, typename F>
void print(char const* name, Rows const& rows, F const& entry) {
  std::cout << ",\"" << name << "\":";
  char comma = '[';
  for (auto const& row : rows) {
    char inner = '[';
    std::cout << comma;
    for (auto const& number : row) {
      std::cout << inner;
      entry(number);
      inner = ',';
    }
    std::cout << ']';
    comma = ',';
  }
  std::cout << ']';
}

template <typename Program>
void print_program(char const* name, Program const& program) {
  std::cout << ",\"" << name << "\":{\"steps\":";
  char comma = '[';
  for (auto const& step : program.steps) {
    std::cout << comma << "[\"" << step.operation << "\"," << step.first << ',';
    bool const is_text = step.operation == '*' && step.factor.denominator() != 1;
    if (step.operation == '*') {
      std::cout << (is_text ? "\"" : "") << step.factor.to_string() << (is_text ? "\"" : "");
    } else {
      std::cout << step.second;
    }
    std::cout << ']';
    comma = ',';
  }
  std::cout << (comma == '[' ? "[]" : "]") << ",\"results\":";
  comma = '[';
  for (auto const result : program.results) {
    std::cout << comma << result;
    comma = ',';
  }
  std::cout << (comma == '[' ? "[]}" : "]}");
}

template <typename Scheme>
void print(char const* name, Scheme const& scheme) {
  auto const fraction = [](auto const& number) {
    bool const is_whole = number.denominator() == 1;
    std::cout << (is_whole ? "" : "\"") << number.to_string() << (is_whole ? "" : "\"");
  };
  auto const index = [](auto const& number) { std::cout << number; };
  std::cout << '"' << name << "\":{\"outputs\":4";
  print("input", scheme.input, fraction);
  print("input_adjoint", scheme.input_adjoint, fraction);
  print("weights", scheme.weights, fraction);
  print("weights_adjoint", scheme.weights_adjoint, fraction);
  print("output", scheme.output, fraction);
  print("output_adjoint", scheme.output_adjoint, fraction);
  print("forward", scheme.forward, index);
  print("to_inputs", scheme.to_inputs, index);
  print("to_weights", scheme.to_weights, index);
  print_program("input_program", scheme.input_program);
  print_program("output_program", scheme.output_program);
  std::cout << '}';
}
)";

std::string print_call(std::string const& name, std::string const& algebra) {
  return fmt::format("  print(\"{}\", e::codegen::extract_group_scheme<{}>());\n", name, algebra);
}

constexpr WrongLine no_error{fourier_header, "  b = a - b;", "  b = a - b;"};

/// The extracted \p scheme as a certificate has that of a group.
json of_group(json scheme) {
  scheme.erase("outputs");
  return scheme;
}

json without_programs(json scheme) {
  scheme.erase("input_program");
  scheme.erase("output_program");
  return scheme;
}

/// The call that prints what an error in \p header changes.
std::string call_of(std::string const& header) {
  return header == tiles_header ? "  print(\"scheme\", e::codegen::extract_tile_scheme<3>());\n"
                                : print_call("scheme", "rt::FourierD4");
}

TEST(KernelTables, WithAnErrorAreRefused) {
  std::vector<WrongLine> wrong = wrong_lines();
  wrong.push_back({fourier_header, no_error.was, no_error.is});
  wrong.push_back({tiles_header, "- 5.0F * t[5]", "- 5.0F * t[5]"});
  Extractor extractor{extraction_parts, printing_code};
  for (WrongLine const& line : wrong) {
    extractor.add(line, "", call_of(line.header));
  }
  json const found = extractor.run();
  ASSERT_EQ(found.size(), wrong.size());
  json const good =
      json::parse(passes_certificate(lower(translated_d4().network_of()), Purpose::training));
  for (std::size_t i = 0; i < wrong.size(); ++i) {
    json certificate = good;
    bool const is_tile = std::string{wrong[i].header} == tiles_header;
    (is_tile ? certificate["tiles"] : certificate["schemes"]["rt::FourierD4"]) =
        is_tile ? without_programs(found[i]["scheme"]) : of_group(found[i]["scheme"]);
    bool const is_right = std::string{wrong[i].was} == wrong[i].is;
    EXPECT_EQ(certificate == good, is_right) << wrong[i].is;
    EXPECT_EQ(passes_refusal(certificate_text(certificate)).empty(), is_right) << wrong[i].is;
  }
}

/// \p value with fractions as the floats nearest to them.
json as_floats(json const& value) {
  if (value.is_string() && value.get<std::string>().find('/') != std::string::npos) {
    auto const text = value.get<std::string>();
    return static_cast<float>(std::stod(text) / std::stod(text.substr(text.find('/') + 1)));
  }
  json result = value;
  if (value.is_structured()) {
    for (json& part : result) {
      part = as_floats(part);
    }
  }
  return result;
}

/// What certificates say of rt::GeneralFourier is what that template does with the printed tables.
TEST(KernelTables, OfAnyGroupAreWhatTheTemplateMakesOfThem) {
  Extractor extractor{extraction_parts, printing_code};
  std::vector<json> certificates;
  for (char const* const name : {"zoo_q8", "zoo_c3s3", "zoo_c4c2"}) {
    Plan const plan = lower(load_network(std::string{ZOO_FOLDER "/"} + name + ".json"));
    extractor.add(no_error,
                  emit_fourier_tables(plan),
                  print_call("general", "rt::GeneralFourier<FourierTables>"));
    certificates.push_back(json::parse(passes_certificate(plan, Purpose::training)));
  }
  json const found = extractor.run();
  for (std::size_t i = 0; i < certificates.size(); ++i) {
    json said = certificates[i]["schemes"]["rt::GeneralFourier<FourierTables>"];
    json made = of_group(found[i]["general"]);
    made = said.contains("input_program") ? made : without_programs(made); // where it is fast
    for (char const* const list : {"forward", "to_inputs", "to_weights"}) {
      std::sort(said[list].begin(), said[list].end());
      std::sort(made[list].begin(), made[list].end());
    }
    EXPECT_EQ(as_floats(said), as_floats(made));
  }
}

} // namespace
} // namespace equivarify::codegen
