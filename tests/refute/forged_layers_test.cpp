/// \file
/// Certificates of layers that do not commute, or of which something untrue is said.
#include "equivarify/codegen/audit/spec/commutation.hpp"
#include "equivarify/codegen/audit/spec/layer_class.hpp"
#include "equivarify/codegen/layers/json.hpp"
#include "equivarify/codegen/layers/registry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "codegen/certified.hpp"
#include "refute/layer_forgeries.hpp"
#include "support/case_folder.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

/// Why the certificate that the prover makes of \p spec, whose layers do not commute, is refused.
std::string refused(SpecText const& spec) {
  return refusal(certificate_of(spec.network_of())).value_or("accepted");
}

/// The auditor's table is its own: where it says of a function that it is odd, the layer says so
/// too, whose values were tried (layer_class_test).
TEST(Auditor, HasTheClassOfEveryFunction) {
  std::size_t functions = 0;
  for (LayerType const* const type : layer_types()) {
    StructuralClass const kind = structure_of(type->standard());
    bool const is_odd = kind == StructuralClass::pointwise_odd;
    if (is_odd || kind == StructuralClass::pointwise) {
      json layer{{"type", type->name()}};
      write_operation(type->standard(), layer);
      EXPECT_EQ(audit::class_of(layer),
                is_odd ? audit::LayerClass::pointwise_odd : audit::LayerClass::pointwise)
          << type->name();
      ++functions;
    }
  }
  EXPECT_GT(functions, 20U);
  EXPECT_THROW(static_cast<void>(audit::class_of({{"type", "swish_of_tomorrow"}})), audit::Refusal);
}

TEST(Auditor, RefusesTheCertificatesOfNetworksThatDoNotCommute) {
  std::filesystem::path const folder{REFUTE_FOLDER};
  std::map<std::string, std::string> const reasons{
      {"one_softmax_of_changed_signs",
       "\"softmax1\" is reduction over entries and not odd, and \"r\" changes signs"},
      {"softmax_of_changed_signs",
       "\"softmax1\" is reduction over entries and not odd, and \"r\" changes signs"},
      {"batch_norm_of_changed_signs", "the bias of \"batch_norm1\" keeps its sign under \"r\""},
      {"batch_norm_of_permuted_channels",
       "an output of \"batch_norm1\" has other weights once \"r\" has moved its entries, and they "
       "are not tied"},
      {"batch_norm_of_the_copies",
       "an output of \"batch_norm1\" has other weights once \"r\" has moved its entries, and they "
       "are not tied"},
      {"branch_with_a_convolution",
       "an output of \"turned\" has other weights once \"r\" has moved its entries, and they are "
       "not tied"},
      {"square_of_what_is_negated",
       "\"r\" changes a sign in front of \"product\" alone, or after it alone"},
      {"window_in_a_branch",
       "an output of \"flatten1\" is made of other entries once \"r\" has moved them"},
      {"bias_under_changed_signs", "the bias of \"conv\" keeps its sign under \"s\""},
      {"convolution_as_it_is",
       "an output of \"conv2d1\" has other weights once \"r\" has moved its entries, and they are "
       "not "
       "tied"},
      {"convolution_of_the_copies",
       "an output of \"conv2d2\" has other weights once \"r\" has moved its entries, and they are "
       "not "
       "tied"},
      {"convolution_of_volumes",
       "an output of \"conv3d1\" has other weights once \"r\" has moved its entries, and they are "
       "not tied"},
      {"layer_norm_of_permuted_channels",
       "an output of \"layer_norm1\" has other weights once \"r\" has moved its entries, and they "
       "are not tied"},
      {"pool_of_volumes_that_does_not_fit",
       "an output of \"average_pool3d1\" is made of other entries once \"x\" has moved them"},
      {"dense_of_the_copies",
       "an output of \"dense2\" has other weights once \"r\" has moved its entries, and they are "
       "not tied"},
      {"even_window_on_odd_plane",
       "an output of \"max_pool2d1\" is made of other entries once \"r\" has moved them"},
      {"even_window_that_keeps_the_size",
       "an output of \"average_pool2d1\" is made of other entries once \"r\" has moved them"},
      {"margins_that_are_not_equal",
       "an output of \"max_pool2d1\" is made of other entries once \"r\" has moved them"},
      {"strided_convolution_on_even_plane",
       "an output of \"conv2d1\" has other weights once \"r\" has moved its entries, and they are "
       "not tied"},
      {"transposed_windows_with_uneven_margins",
       "an output of \"conv_transpose2d1\" has other weights once \"r\" has moved its entries, and "
       "they are not tied"},
      {"flatten_forgets_the_copies",
       "an output of \"flatten1\" is made of other entries once \"r\" has moved them"},
      {"flatten_of_the_image",
       "an output of \"flatten1\" is made of other entries once \"r\" has moved them"},
      {"largest_of_changed_signs",
       "\"largest\" is largest in windows and not odd, and \"s\" changes signs"},
      {"relu_of_changed_signs", "\"relu1\" is pointwise and not odd, and \"s\" changes signs"},
      {"stride_that_does_not_fit",
       "an output of \"average_pool2d1\" is made of other entries once \"r\" has moved them"},
      {"window_that_is_no_square",
       "\"r\" exchanges rows and columns of a plane that is no square"}};
  for (std::string const& name : support::case_names(folder)) {
    Network const network = load_network(folder / (name + ".json"));
    EXPECT_EQ(refusal(certificate_of(network)).value_or("accepted"),
              reasons.count(name) == 0 ? "no reason listed" : reasons.at(name))
        << name;
  }
}

TEST(Auditor, RefusesLayersOfOtherKindsThatDoNotCommute) {
  std::string const softmax = R"({"type": "softmax"})";
  SpecText five = under("\"negate\"", "[64, 1, 1]", softmax);
  five.network =
      fmt::format(R"([{{"name": "a", "equivarify": "none", "layers": [{0}, {0}, {0}, {0}, {0}]}},
    {{"name": "b", "equivarify": "lift", "layers": [{0}, {0}, {0}, {{"type": "dense", "units": 3}}]}}])",
                  softmax);
  EXPECT_EQ(refused(five),
            "\"softmax1\" is reduction over entries and not odd, and \"r\" changes signs");
  EXPECT_EQ(
      refused(under(
          R"("transpose")",
          "[1, 5, 5]",
          R"({"name": "c", "type": "conv2d", "filters": 1, "kernel": 1, "stride": [2, 1], "padding": "valid"})")),
      "\"r\" exchanges rows and columns of a plane that is no square");
  EXPECT_EQ(
      refused(under(R"("transpose")",
                    "[1, 4, 4]",
                    R"({"name": "p", "type": "max_pool2d", "size": [2, 1], "stride": [1, 2]})")),
      "\"r\" exchanges rows and columns of a plane that is no square");
  EXPECT_EQ(refused(under(R"({"permutation": [0, 2, 1, 3]})",
                          "[1, 2, 2]",
                          R"({"name": "p", "type": "max_pool2d", "size": [2, 1]})")),
            "\"r\" exchanges rows and columns of a plane that is no square");
  EXPECT_EQ(refused(under(R"({"permutation": [1, 0, 2, 3]})",
                          "[1, 2, 2]",
                          R"({"name": "p", "type": "max_pool2d", "size": [2, 1]})")),
            "the input is not moved by a motion of planes, so that later planes have none");
  EXPECT_EQ(refused(under(R"({"negate_channels": [0]})",
                          "[2, 4, 4]",
                          R"({"name": "c", "type": "conv2d", "filters": 3, "kernel": 1})")),
            "\"r\" does not move all channels alike, and there are others here");
  EXPECT_EQ(refused(coinduced(R"({"subgroup": ["s"], "labels": "trivial"})", "")),
            "an output of \"d\" has other weights once \"s\" has moved its entries, and they are "
            "not tied");
  auto const normalised = [](std::string const& norm, std::string const& action) {
    return refused({.group = R"({"cyclic": 2})",
                    .shape = "[3, 1, 1]",
                    .action = fmt::format(R"({{"r": {}}})", action),
                    .network = fmt::format(
                        R"([{{"name": "f", "equivarify": "lift", "layers": [{{"type": "flatten"}},
                 {{"name": "n", {}}}, {{"name": "d", "type": "dense", "units": 3, "tied": true}}]}}])",
                        norm),
                    .more = R"(, "already": {"subgroup": ["r"]})"});
  };
  std::string const exchanged = R"json({"permute_channels": "(0 1)"})json";
  EXPECT_EQ(normalised(R"("type": "batch_norm")", exchanged),
            "an output of \"n\" has other weights once \"r\" has moved its entries, and they are "
            "not tied");
  EXPECT_EQ(normalised(R"("type": "batch_norm")", "\"negate\""),
            "the bias of \"n\" keeps its sign under \"r\"");
  EXPECT_EQ(normalised(R"("type": "layer_norm", "tied": true)", R"({"negate_channels": [1]})"),
            "\"n\" is normalised and not odd, and \"r\" changes signs");
}

TEST(Auditor, RefusesWhatIsForgedOfLayersWithTheReason) {
  for (auto const& [check, certificate, reason] : layer_forgeries()) {
    std::string const said = refusal(certificate).value_or("accepted");
    if (check == "same") { // its reason names the change
      EXPECT_THAT(said, ::testing::StartsWith("at /layers")) << reason;
    } else {
      EXPECT_EQ(said, reason) << check;
    }
  }
}

TEST(Auditor, RefusesAHypothesisThatNothingChecks) {
  json const spec = json::parse(good()[0].spec.network_of().canonical_spec);
  audit::Described const described = audit::describe(spec);
  std::vector<std::string> supposed{"relu1", "average_pool2d1", "again", "max_pool2d1"};
  EXPECT_EQ(audit::check_layers(described, spec, supposed).layers, 4U);
  supposed.emplace_back("c");
  EXPECT_THROW(static_cast<void>(audit::check_layers(described, spec, supposed)), audit::Refusal);
  audit::Law law;
  law.name = "c-is-linear";
  audit::Demand claim{};
  claim.hypotheses.push_back(law);
  EXPECT_THROW(static_cast<void>(audit::layers_supposed({"network", false, {claim}})),
               audit::Refusal);
}

/// What the auditor says of a convolution of 512x512 pixels with \p filters and \p kernel.
std::string said_of_large(std::size_t filters, std::size_t kernel) {
  SpecText spec{.shape = "[1, 512, 512]"};
  spec.network = plain_then_lifted(fmt::format(
      R"({{"name": "c", "type": "conv2d", "filters": {}, "kernel": {}}}, {{"type": "max_pool2d", "size": 512}})",
      filters,
      kernel));
  json const canonical = json::parse(spec.network_of().canonical_spec);
  try {
    static_cast<void>(
        audit::check_layers(audit::describe(canonical), canonical, {"c", "max_pool2d1"}));
    return "accepted";
  } catch (audit::Refusal const& error) {
    return error.what();
  }
}

TEST(Auditor, CountsTermsBeforeItComparesThem) {
  EXPECT_THAT(said_of_large(65, 1), ::testing::StartsWith("too large: \"c\" must commute"));
  EXPECT_THAT(said_of_large(32, 9), ::testing::StartsWith("too large: \"c\" must commute"));
  EXPECT_THAT(said_of_large(1, 3), ::testing::StartsWith("an output of \"c\" has other weights"));
}

} // namespace
} // namespace equivarify::codegen
