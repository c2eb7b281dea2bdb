/// \file
/// Files made to exhaust the auditor: the program itself, under limits on memory and time.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include "codegen/audit_limits.hpp"

namespace equivarify::codegen {
namespace {

using AuditBounds = AuditLimits;

std::string presentation(std::string const& generators, std::string const& relations) {
  return R"({"presentation": {"generators": [)" + generators + R"(], "relations": [)" + relations +
         "]}}";
}

TEST_F(AuditBounds, TakeWhatIsGood) {
  AuditOutcome const found = run(good(), SpecText{.shape = "[1, 4, 4]"}.text());
  EXPECT_EQ(found.code, 0);
  EXPECT_THAT(found.text, ::testing::StartsWith("accepted: small, a group of order 4, "));
}

TEST_F(AuditBounds, AreThoseOfFilesAndNotOfOptions) {
  AuditOutcome const misspelt = call("--hlep");
  EXPECT_EQ(misspelt.code, 2);
  EXPECT_EQ(misspelt.text,
            "equivarify-audit: there is no option --hlep (nearest: --help); a file of this name is "
            "./--hlep\n");
  AuditOutcome const empty = call("certificate.json ''");
  EXPECT_EQ(empty.code, 2);
  EXPECT_EQ(empty.text, "equivarify-audit: found an empty name, expected a file\n");
  AuditOutcome const help = call("certificate.json --help");
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.text, ::testing::StartsWith("Usage: equivarify-audit CERTIFICATE"));
}

TEST_F(AuditBounds, HoldForGroups) {
  expect_group_refused(R"({"wreath": [{"cyclic": 2}, {"cyclic": 3000}]})",
                       "too large: at /spec/group/wreath/1/cyclic: found 3000, at most 128");
  expect_group_refused(R"({"wreath": [{"cyclic": 2}, {"cyclic": 128}]})",
                       "too large: a group of more than 10000 elements");
  expect_group_refused(R"({"elementary_abelian": [2, 100000]})",
                       "too large: at /spec/group/elementary_abelian/1: found 100000, at most 128");
  expect_group_refused(R"({"elementary_abelian": [2, 128]})",
                       "too large: a group of more than 10000 elements");
  expect_group_refused(R"({"product": [{"cyclic": 128}, {"cyclic": 128}]})",
                       "too large: a group of more than 10000 elements");
  expect_group_refused(R"json({"permutations": {"degree": 256, "generators": {"a": "(0 1)", "b":
                         "(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)"}}})json",
                       "too large: a group of more than 10000 elements");
  expect_group_refused(R"({"matrices": {"modulus": 65521, "generators": {"a": [[17]]}}})",
                       "a matrix that is not invertible, or of an order above 10000");
  std::string const pair = R"({"product": [)";
  expect_group_refused(many(pair, 29, "") + R"({"cyclic": 1})" +
                           many(fmt::format(", {}]}}", many(R"({"cyclic": 1})", 3, ", ")), 29, ""),
                       "at /input/action: a motion of something that is no generator");
  std::string wide = R"({"cyclic": 1})";
  for (int i = 0; i < 7; ++i) {
    wide = fmt::format(R"({{"product": [{}]}})", many(wide, 4, ", "));
  }
  expect_group_refused(wide, "too large: a group made of more than 256 groups");
}

TEST_F(AuditBounds, HoldForPresentations) {
  expect_group_refused(presentation(R"("a")", many(R"("a^1000000")", 200, ", ")),
                       "too large: words of more than 1000000 letters: \"a^1000000\"");
  expect_group_refused(presentation(R"("a")", R"("a^999999", "a^1")"),
                       "at /input/action: no motion of the generator \"a\"");
  expect_group_refused(presentation(R"("a", "b")", R"("a^100000 b^100000 a b a b^2")"),
                       "too large: a presentation with more than 1000000 cosets");
  std::string generators = R"("a0")";
  for (int i = 1; i < 1000; ++i) {
    generators += fmt::format(", \"a{}\"", i);
  }
  expect_group_refused(presentation(generators, ""),
                       "too large: at /spec/group/presentation/generators: found a list of 1000, "
                       "at most 16");
  expect_group_refused(presentation(R"("a", "b", "c", "d", "f", "g", "h", "i", "j", "k")", ""),
                       "too large: a presentation with more than 1000000 cosets");
  expect_group_refused(
      presentation(R"("a", "b")", R"("a^2", "b^3", "(a b)^7 = (b a^-1)^5 (a b)^2")"), "");
  expect_group_refused(presentation(R"("a")", fmt::format("\"{}\"", many("(", 2000, ""))),
                       "no word");
  expect_group_refused(presentation(R"("a")", many(R"("a^128")", 257, ", ")),
                       "too large: at /spec/group/presentation/relations: found a list of 257");
}

TEST_F(AuditBounds, HoldForTextsAndNesting) {
  auto const in_place = [](std::string const& from, std::string const& to) {
    std::string text = good();
    return text.replace(text.find(from), from.size(), to);
  };
  std::string const seed = "\"seed\": 1";
  expect_refused(
      in_place(
          seed,
          fmt::format("\"seed\": {}{}", std::string(1'000'000, '['), std::string(1'000'000, ']'))),
      "too large: more levels of nesting than 64");
  expect_refused(in_place(seed, fmt::format("\"seed\": {}", many(R"({"a":)", 1'000'000, ""))),
                 "too large: more levels of nesting than 64");
  expect_refused(std::string(1'000'000, '['), "too large: more levels of nesting than 64");
  std::string const long_name(10'000'000, 'a');
  expect_refused(in_place("\"small\"", fmt::format("\"{}\"", long_name)),
                 "too large: a text of more bytes than 1048576");
  expect_refused(in_place("\"small\"", fmt::format("\"{}\"", long_name.substr(0, 1'000'000))),
                 "too large: at /spec/name: found a text of 1000000 bytes, at most 1024");
  expect_refused(
      in_place("\"product-action\"", fmt::format("\"{}\"", long_name.substr(0, 1'000'000))), "");
  expect_refused(
      in_place(seed, fmt::format("\"seed\": 1, \"{}\": 1", long_name.substr(0, 1'000'000))),
      "at /spec/aaaaaaaa");
  expect_refused(in_place(seed, fmt::format("\"seed\": {}", many("1", 1'000'000, ""))),
                 "not JSON, from byte");
  expect_refused(good() + std::string(1, '\0'), "not JSON: a zero byte");
  expect_refused(good() + "{}", "not JSON, from byte");
  expect_refused(good() + std::string(std::size_t{33} << 20U, ' '),
                 "too large: a file of more bytes than 33554432");
}

TEST_F(AuditBounds, HoldForListsAndObjects) {
  auto const around = [](std::string const& part, int times, char open, char close) {
    return fmt::format("{}{}{}", open, many(part, times, ","), close);
  };
  expect_refused(around("1", 2'500'000, '[', ']'), "too large: more values than 1500000");
  expect_refused(around("[]", 2'500'000, '[', ']'), "too large: more values than 1500000");
  expect_refused(around("[]", 1'400'000, '[', ']'), "");
  expect_refused(around(R"("abcdefghijk")", 1'400'000, '[', ']'), "");
  std::string keys;
  for (int i = 0; i < 1'400'000; ++i) {
    keys += fmt::format("{}\"{}\":[]", i == 0 ? "" : ",", i);
  }
  expect_refused(fmt::format("{{{}}}", keys), "");
  json bad = json::parse(good());
  bad["spec"]["labels"]["symmetries"]["a"] = std::vector<std::string>(1'400'000, "r^2");
  expect_refused(bad.dump(), "the digest is not that of the spec");
  expect_refused(sealed(bad), "the certificate is about another spec", SpecText{}.text());
}

TEST_F(AuditBounds, HoldForArraysAndLayers) {
  auto const with = [](auto const& change) {
    json bad = json::parse(good());
    change(bad["spec"]);
    return sealed(bad);
  };
  expect_refused(with([](json& spec) {
                   spec["input"]["shape"] = {1024, 1024, 1024};
                 }),
                 "too large: an input of more than 16777216 entries");
  expect_refused(with([](json& spec) {
                   spec["input"]["shape"] = {16, 1024, 1024};
                 }),
                 "too large: an action of 4 elements on 16777216 entries");
  expect_refused(with([](json& spec) { spec["input"]["shape"] = {1, 1024, 1024}; }), "");
  expect_refused(
      with([](json& spec) { spec["input"]["action"]["r"] = std::vector<json>(17, "negate"); }),
      "too large: at /spec/input/action/r: found a list of 17, at most 16");
  expect_refused(with([](json& spec) {
                   spec["network"][0]["layers"][0]["filters"] = 65536;
                   spec["network"][1]["layers"][1]["units"] = 65536;
                 }),
                 "too large: a layer of ");
}

} // namespace
} // namespace equivarify::codegen
