/// \file
/// The layers in integers that a generated header has by the types of its layers are those of the
/// network.
#include "equivarify/codegen/generate/emit_header.hpp"
#include "equivarify/codegen/process/program.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "integers/form_text.hpp"
#include "integers/integer_networks.hpp"

namespace equivarify::testing {
namespace {

/// A relu that follows in another block, functions of vectors, windows with gaps, margins and
/// circles, and a block whose copies nothing takes apart.
constexpr char const* odd_layers = R"([
    {"name": "stem", "equivarify": "lift", "layers": [
      {"name": "conv1", "type": "conv2d", "filters": 3, "kernel": 3, "dilation": 2},
      {"name": "norm1", "type": "batch_norm", "epsilon": 0.001}]},
    {"name": "bend", "equivarify": "lift", "layers": [
      {"name": "relu1", "type": "relu"},
      {"name": "mean1", "type": "average_pool2d", "size": 3, "stride": 1, "padding": "same"},
      {"name": "conv2", "type": "conv2d", "filters": 2, "kernel": 3, "circular": true}]},
    {"name": "row", "equivarify": "concat", "layers": [{"name": "relu2", "type": "relu"}]},
    {"name": "few", "equivarify": "concat", "layers": [
      {"name": "flat", "type": "flatten"}, {"name": "relu3", "type": "relu"},
      {"name": "tanh1", "type": "tanh"}, {"name": "dense1", "type": "dense", "units": 4},
      {"name": "relu4", "type": "relu"}]},
    {"name": "logits", "equivarify": "concat", "layers": [{"name": "logits", "type": "dense", "units": 3}]}])";

struct NamedPlan {
  std::string name;
  codegen::Plan plan;
};

std::vector<NamedPlan> plans() {
  codegen::SpecText odd{.shape = "[2, 6, 6]", .network = odd_layers};
  std::vector<std::pair<std::string, codegen::SpecText>> specs{{"odd", odd}};
  for (auto const& [name, spec] : integer_specs()) {
    if (name == "C2" || name == "C4_joined" || name == "S3_functions") {
      specs.emplace_back(name, spec);
    }
  }
  std::vector<NamedPlan> plans;
  for (auto const& [name, spec] : specs) {
    codegen::Network network = spec.network_of();
    network.name = "net_" + std::to_string(plans.size());
    plans.push_back({network.name, codegen::lower(network)});
    network.name = "net_" + std::to_string(plans.size());
    plans.push_back(
        {network.name, codegen::lower(network, {.without = {"relu", "fourier", "winograd"}})});
  }
  return plans;
}

TEST(IntegerLayers, FollowFromTheTypesOfLayers) {
  codegen::TemporaryFolder const folder;
  std::string expected;
  std::string includes;
  std::string body;
  for (auto const& [name, plan] : plans()) {
    std::ofstream(folder.path() / (name + ".hpp"))
        << codegen::emit_header(plan, codegen::Purpose::training);
    includes += "#include \"" + name + ".hpp\"\n";
    body += "  print(runtime::describe<" + name + "::Model>());\n";
    expected += name + '\n';
    for (runtime::LayerForm const& form :
         codegen::integer_description(plan.network).integer_layers) {
      expected += form_text(form);
    }
  }
  std::ofstream(folder.path() / "main.cpp")
      << "#include \"equivarify/runtime/network/network.hpp\"\n"
         "#include \"integers/form_text.hpp\"\n#include <iostream>\n"
      << includes
      << "namespace runtime = equivarify::runtime;\n"
         "void print(runtime::Description const& about) {\n"
         "  std::cout << about.name << '\\n';\n"
         "  for (runtime::LayerForm const& form : about.integer_layers) {\n"
         "    std::cout << equivarify::testing::form_text(form);\n  }\n}\n"
         "int main() {\n"
      << body << "}\n";
  auto const run = [&](codegen::ProgramCall const& command) {
    return codegen::run(command, {.folder = folder.path(), .joined = true});
  };
  codegen::ChildOutcome const compiled = run({OTHER_COMPILER,
                                              "-std=c++20",
                                              "-O0",
                                              "-pthread",
                                              "-I" RUNTIME_INCLUDES,
                                              "-I" TESTS_FOLDER,
                                              "main.cpp",
                                              "-o",
                                              "main"});
  ASSERT_EQ(compiled.exit_code, 0) << compiled.output;
  EXPECT_EQ(run({"./main"}).output, expected);
}

} // namespace
} // namespace equivarify::testing
