/// \file
/// The auditor as a program, under limits on memory and time.
#ifndef EQUIVARIFY_TESTS_CODEGEN_AUDIT_LIMITS_HPP
#define EQUIVARIFY_TESTS_CODEGEN_AUDIT_LIMITS_HPP

#include "equivarify/codegen/audit/spec/spec_form.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "codegen/certified.hpp"
#include "runtime/temporary_folder.hpp"
#include "support/constructed_specs.hpp"
#include <sys/wait.h>

namespace equivarify::codegen {

using nlohmann::json;

/// What a run of the program printed, and how it ended.
struct AuditOutcome {
  int code = 0;
  std::string text;
};

/// The folder of this test's files, removed at its end.
class AuditLimits : public ::testing::Test {
protected:
  /// Runs the program with \p arguments, with 500 MB of memory and 5 seconds at most.
  static AuditOutcome call(std::string const& arguments) {
    std::string const command =
        "ulimit -v 512000 && ulimit -t 5 && exec " AUDIT_PROGRAM " " + arguments + " 2>&1";
    FILE* const out = popen(command.c_str(), "r"); // NOLINT(cert-env33-c)
    AuditOutcome result;
    std::array<char, 4096> part{};
    for (std::size_t n = 1; n != 0;) {
      n = std::fread(part.data(), 1, part.size(), out);
      result.text.append(part.data(), n);
    }
    int const status = pclose(out);
    result.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return result;
  }

  /// Runs the program so on a file of \p text, and of \p spec where there is one.
  AuditOutcome run(std::string const& text, std::string const& spec = "") const {
    std::string files = (folder_ / "certificate.json").string();
    std::ofstream{files, std::ios::binary} << text;
    if (!spec.empty()) {
      std::ofstream{folder_ / "spec.json", std::ios::binary} << spec;
      files += fmt::format(" {}", (folder_ / "spec.json").string());
    }
    return call(files);
  }

  /// Expects \p text, as a file, to be refused in time with a message that begins with \p expected.
  void expect_refused(std::string const& text,
                      std::string const& expected,
                      std::string const& spec = "") const {
    AuditOutcome const found = run(text, spec);
    EXPECT_EQ(found.code, 1) << expected;
    EXPECT_THAT(found.text, ::testing::StartsWith("refused: " + expected));
    EXPECT_LE(found.text.size(), 9000U);
  }

  /// Expects a certificate with \p group as the group of its spec to be refused.
  void expect_group_refused(std::string const& group, std::string const& expected) const {
    json bad = json::parse(good());
    bad["spec"]["group"] = json::parse(group);
    expect_refused(sealed(bad), expected);
  }

  /// \p certificate with the digest of its spec.
  static std::string sealed(json certificate) {
    certificate["sha256"] = audit::sha256(certificate["spec"].dump());
    return certificate.dump();
  }

  static std::string const& good() {
    static std::string const text = certificate_of(SpecText{.shape = "[1, 4, 4]"}.network_of());
    return text;
  }

private:
  ::TemporaryFolder folder_;
};

/// \p text so many \p times, with \p between between them.
inline std::string many(std::string const& text, int times, std::string const& between) {
  std::string result = text;
  for (int i = 1; i < times; ++i) {
    result += between;
    result += text;
  }
  return result;
}

} // namespace equivarify::codegen

#endif
