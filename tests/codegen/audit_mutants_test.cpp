/// \file
/// The auditor with one check left out: something that is false is then accepted, so each check of
/// specs and structures is needed. The sources of the auditor are compiled once more for this test.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "codegen/audit_witnesses.hpp"
#include "codegen/audited_spec.hpp"
#include "codegen/certified.hpp"
#include "refute/layer_forgeries.hpp"
#include "support/case_folder.hpp"
#include "support/constructed_specs.hpp"

namespace equivarify::audit {
namespace {

std::string left_out;

} // namespace

[[nodiscard]] bool is_left_out(std::string const& name) {
  return name == left_out;
}

} // namespace equivarify::audit

namespace equivarify::codegen {
namespace {

using nlohmann::json;

/// Runs \p run without the check \p name.
template <class Run>
auto without(std::string const& name, Run const& run) {
  audit::left_out = name;
  auto result = run();
  audit::left_out.clear();
  return result;
}

TEST(AuditMutants, AcceptASpecThatTheCheckLeftOutRefuses) {
  for (auto const& [check, refused] : refused_specs()) {
    std::string const& text = refused; // clang 14 lets no lambda see a structured binding
    EXPECT_EQ(audit_spec(text).canonical, "") << check;
    AuditedSpec const found = without(check, [&] { return audit_spec(text); });
    EXPECT_NE(found.canonical, "") << check << ": " << found.refusal;
  }
}

/// Certificates, by the check that refuses them, each with a spec or none.
std::multimap<std::string, std::pair<std::string, std::string>> certificate_witnesses() {
  SpecText const spec{.shape = "[1, 4, 4]"};
  std::string const good = certificate_of(spec.network_of());
  json same = json::parse(good);
  same["kernel"]["elements"] = {0, 2};
  json digest = json::parse(good);
  digest["sha256"] = std::string(64, '0');
  std::string other = spec.text();
  other.insert(other.size() - 1, R"(, "seed": 2)");
  std::multimap<std::string, std::pair<std::string, std::string>> all{
      {"same", {same.dump(), ""}},
      {"digest", {digest.dump(), ""}},
      {"another-spec", {good, other}}};
  for (auto const& [check, certificate, reason] : layer_forgeries()) {
    if (check != "same") {
      all.insert({check, {certificate, ""}});
    }
  }
  return all;
}

TEST(AuditMutants, AcceptACertificateThatTheCheckLeftOutRefuses) {
  for (auto const& [check, refused] : certificate_witnesses()) {
    auto const& files = refused;
    EXPECT_NE(refusal(files.first, files.second), std::nullopt) << check;
    EXPECT_EQ(without(check, [&] { return refusal(files.first, files.second); }), std::nullopt)
        << check;
  }
}

TEST(AuditMutants, LeaveOutEachCheckOfTheSources) {
  std::set<std::string> tried;
  for (auto const& [check, text] : refused_specs()) {
    tried.insert(check);
  }
  for (auto const& [check, files] : certificate_witnesses()) {
    tried.insert(check);
  }
  std::set<std::string> checks;
  std::regex const call{R"(refuse\(\s*"([a-z-]+)\")"};
  for (auto const& file : std::filesystem::recursive_directory_iterator{AUDIT_FOLDER}) {
    std::string const text =
        file.path().extension() == ".cpp" ? support::read_text(file.path()) : "";
    for (auto at = std::sregex_iterator{text.begin(), text.end(), call};
         at != std::sregex_iterator{};
         ++at) {
      EXPECT_TRUE(checks.insert((*at)[1]).second) << "two checks are called " << (*at)[1];
    }
  }
  EXPECT_GE(checks.size(), 45U);
  EXPECT_EQ(tried, checks);
}

} // namespace
} // namespace equivarify::codegen
