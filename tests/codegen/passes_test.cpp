/// \file
/// Certificates of translations: those of the generator are accepted, with their headers.
#include "equivarify/codegen/generate/passes.hpp"

#include "equivarify/codegen/generate/emit_header.hpp"
#include "equivarify/codegen/generate/single_header.hpp"
#include "equivarify/codegen/process/program.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "codegen/passes_certified.hpp"
#include "support/constructed_specs.hpp"
#include "support/few_cases.hpp"
#include "support/run_equivarify.hpp"
#include "support/valid_spec.hpp"

namespace equivarify::codegen {
namespace {

constexpr Purpose both_purposes[] = {Purpose::training, Purpose::inference};

/// Why the certificate of \p network, or the header with it, is refused; empty if neither is.
std::string refusal_of(Network const& network, LowerOptions const& options, Purpose purpose) {
  Plan const plan = lower(network, options);
  try {
    audit::AcceptedPasses const accepted = audit::audit_passes(passes_certificate(plan, purpose));
    audit::check_spec(accepted, network.canonical_spec);
    EXPECT_FALSE(audit::check_header(accepted, emit_header(plan, purpose)));
    return "";
  } catch (audit::Refusal const& refusal) {
    return refusal.what();
  }
}

std::vector<std::filesystem::path> spec_files() {
  std::vector<std::filesystem::path> specs;
  for (char const* const folder : {SPECS_FOLDER, SPECS_FOLDER "/gallery", ZOO_FOLDER}) {
    for (auto const& entry : std::filesystem::directory_iterator(folder)) {
      std::string const name = entry.path().filename().string();
      if (name.ends_with(".json") && name != "spec.schema.json") {
        specs.push_back(entry.path());
      }
    }
  }
  return specs;
}

TEST(Passes, OfShippedSpecsAreAccepted) {
  std::vector<std::filesystem::path> const specs = spec_files();
  EXPECT_GT(specs.size(), 40U);
  for (std::filesystem::path const& spec : specs) {
    for (Purpose const purpose : both_purposes) {
      EXPECT_EQ(refusal_of(load_network(spec), {}, purpose), "") << spec;
    }
  }
}

TEST(Passes, AreAcceptedWhicheverOfThemRan) {
  Network const network = translated_d4().network_of();
  for (std::string const& pass : pass_names()) {
    for (Purpose const purpose : both_purposes) {
      EXPECT_EQ(refusal_of(network, {.without = {pass}}, purpose), "") << pass;
    }
  }
  EXPECT_EQ(refusal_of(network, {.without = pass_names()}, Purpose::training), "");
}

TEST(Passes, OfConstructionsAreAcceptedUnlessBlocksAreUsedAsTheyAre) {
  for (auto const& [name, spec] : constructed_specs()) {
    Network const network = spec.network_of();
    bool const is_lifted = network.blocks.front().equivarification != Equivarification::none;
    if (is_lifted) {
      EXPECT_EQ(refusal_of(network, {}, Purpose::training), "") << name;
    }
  }
}

TEST(Passes, OfOneHeaderAreAcceptedWithIt) {
  Network const network = translated_d4().network_of();
  Plan const plan = lower(network);
  audit::AcceptedPasses const accepted =
      audit::audit_passes(passes_certificate(plan, Purpose::inference));
  EXPECT_TRUE(audit::check_header(accepted, emit_single_header(plan, {})));
  EXPECT_THROW(
      static_cast<void>(audit::check_header(accepted, emit_header(plan, Purpose::training))),
      audit::Refusal);
}

/// Each of a header's tables is compared: with one entry of it altered, the header is refused.
TEST(Passes, RefuseAnotherTableInTheHeader) {
  struct Altered {
    char const* after;
    char const* was;
    char const* is;
  };

  Plan const plan = lower(load_network(ZOO_FOLDER "/zoo_q8.json"));
  audit::AcceptedPasses const accepted =
      audit::audit_passes(passes_certificate(plan, Purpose::training));
  std::string const header = emit_header(plan, Purpose::training);
  for (Altered const& altered : {Altered{"> analysis", "1.0F", "-1.0F"},
                                 Altered{"> weights", "0.125F", "0.25F"},
                                 Altered{"> slot", "{0, 1", "{1, 0"},
                                 Altered{"> place", "{0, ", "{1, "},
                                 Altered{"MatrixRing blocks", ".ring = 4", ".ring = 2"},
                                 Altered{"butterflies", "2", "1"},
                                 Altered{"> product", "{0, 1", "{1, 0"},
                                 Altered{"struct Second ", "relu", "none"},
                                 Altered{"using Layers", "First", "Lift"},
                                 Altered{"spec_sha256", "\"", "\"0"}}) {
    std::string text = header;
    std::size_t const at = text.find(altered.was, text.find(altered.after));
    ASSERT_NE(at, std::string::npos) << altered.after;
    text.replace(at, std::string{altered.was}.size(), altered.is);
    EXPECT_THROW(static_cast<void>(audit::check_header(accepted, text)), audit::Refusal)
        << altered.after;
  }
  EXPECT_FALSE(audit::check_header(accepted, header));
}

/// A header in which a compiler sees something else than the text says, or more than it.
TEST(Passes, RefuseAHeaderThatMeansSomethingElse) {
  Plan const plan = lower(load_network(ZOO_FOLDER "/zoo_q8.json"));
  audit::AcceptedPasses const accepted =
      audit::audit_passes(passes_certificate(plan, Purpose::training));
  std::string const header = emit_header(plan, Purpose::training);
  ASSERT_FALSE(audit::check_header(accepted, header));
  for (auto const& [was, is] :
       {std::pair{"#include <array>", "#define relu none\n#include <array>"},
        std::pair{"#include <array>", "#include <array>\n#include \"other.hpp\""},
        std::pair{"namespace zoo_q8 {", "#if 0\nnamespace zoo_q8 {"},
        std::pair{"namespace rt = equivarify::runtime;", "namespace rt = other;"},
        std::pair{"/// first:", "/// \\\nstruct Other {};\n/// first:"},
        std::pair{"/// first:", "/// \rstruct Other {};\n/// first:"},
        std::pair{"/// first:", "struct Other {};\n/// first:"},
        std::pair{"/// first:", "template <class T> struct Other {};\n/// first:"},
        std::pair{"struct First ", "/*\nstruct First "},
        std::pair{"struct Group {", "constexpr auto text = R\"(struct Group {"},
        std::pair{"struct First ", "struct First final "},
        std::pair{"> {};", "> <% %>;"},
        std::pair{"name = \"first\"", "name = \"second\""},
        std::pair{"name = \"first\";", "name = \"first\";\n  static void forward(auto&&...) {}"},
        std::pair{"struct Model : Layers", "struct Model : Other"},
        std::pair{"  using Engine", "  using Layers = rt::Graph<>;\n  using Engine"},
        std::pair{"Engine<Layers", "Engine<rt::Graph<>"},
        std::pair{"struct Action {", "struct Action {\n  struct Layers {};"},
        std::pair{"struct Action {", "struct Action {\n  using Layers = rt::Graph<>;"},
        std::pair{"seed = 11;", "seed = 11;\n  static void parameters(auto&) {}"},
        std::pair{"inverse{0, 3", "inverse{0, 1"},
        std::pair{"6, 5, 7}", "6, 5, 07}"},
        std::pair{"} // namespace zoo_q8", "}\nnamespace equivarify::runtime {}"}}) {
    std::string text = header;
    std::size_t const at = text.find(was);
    ASSERT_NE(at, std::string::npos) << was;
    text.replace(at, std::string{was}.size(), is);
    EXPECT_THROW(static_cast<void>(audit::check_header(accepted, text)), audit::Refusal) << is;
  }
}

/// A number that the auditor could read otherwise than a compiler.
TEST(Passes, RefuseNumbersThatAreNone) {
  Plan const plan = lower(load_network(ZOO_FOLDER "/zoo_functions.json"));
  audit::AcceptedPasses const accepted =
      audit::audit_passes(passes_certificate(plan, Purpose::training));
  std::string const header = emit_header(plan, Purpose::training);
  std::string const number = "rt::bits_of(0.5F)";
  for (char const* const other :
       {"rt::bits_of(0.5*2.F)", "rt::bits_of(0x5F)", "rt::bits_of(0.25F)", "rt::bits_of(F)"}) {
    std::string text = header;
    text.replace(text.find(number), number.size(), other);
    EXPECT_THROW(static_cast<void>(audit::check_header(accepted, text)), audit::Refusal) << other;
  }
}

TEST(Passes, OfAnyValidSpecAreAccepted) {
  EXPECT_EQ(support::counterexample(60,
                                    [] {
                                      std::string const text = support::pick_valid_spec().dump(2);
                                      RC_LOG() << text << '\n';
                                      Network const network = parse_network(text, "valid.json");
                                      for (Purpose const purpose : both_purposes) {
                                        RC_ASSERT(refusal_of(network, {}, purpose).empty());
                                      }
                                    }),
            "");
}

/// The programs themselves, one after the other.
TEST(Passes, OfTheGenerateCommandAreAcceptedByTheAuditor) {
  TemporaryFolder const folder;
  std::string const output = folder.path().string();
  std::string const spec = SPECS_FOLDER "/tiny_c4.json";
  ASSERT_EQ(support::run_equivarify({"generate", spec, "--output", output, "--no-compare"}).code,
            ExitCode::done);
  auto const judged = [&](std::string const& header) {
    return run({AUDIT_PROGRAM, output + "/passes.certificate.json", spec, header}, {});
  };
  EXPECT_EQ(judged(output + "/tiny_c4.hpp").exit_code, 0);
  EXPECT_EQ(judged(output + "/tiny_c4_main.cpp").exit_code, 1);
}

/// A certificate without the schemes by which the header's layers of integers are computed.
TEST(Passes, RefuseLayersOfIntegersWhoseSchemesWereNotJudged) {
  Plan const plan = lower(translated_d4().network_of());
  nlohmann::json certificate = nlohmann::json::parse(passes_certificate(plan, Purpose::training));
  ASSERT_TRUE(certificate.contains("integers"));
  certificate.erase("integers");
  audit::AcceptedPasses const accepted = audit::audit_passes(certificate_text(certificate));
  EXPECT_THROW(
      static_cast<void>(audit::check_header(accepted, emit_header(plan, Purpose::training))),
      audit::Refusal);
}

TEST(Passes, AreAboutTheSpecGiven) {
  Network const network = translated_d4().network_of();
  audit::AcceptedPasses const accepted =
      audit::audit_passes(passes_certificate(lower(network), Purpose::training));
  EXPECT_NO_THROW(audit::check_spec(accepted, translated_d4().text()));
  EXPECT_THROW(audit::check_spec(accepted, SpecText{}.text()), audit::Refusal);
}

} // namespace
} // namespace equivarify::codegen
