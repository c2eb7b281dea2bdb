/// \file
/// JSON that knows its place: documents, nodes, the places of values, and bounded messages.
#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/json/places.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace equivarify::codegen {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

/// What reading \p text by \p read is refused with.
std::string error_of(
    std::string const& text,
    std::function<void(JsonNode const&)> const& read = [](JsonNode const&) {}) {
  try {
    parse_document(text, "f.json").read([&](JsonNode const& node) {
      read(node);
      return 0;
    });
  } catch (InputError const& error) {
    return error.what();
  }
  return "";
}

TEST(LocateValues, KnowsWhereEveryValueAndKeyStarts) {
  Places const places = locate_values("{\"a\": [10, {\"b\" : null}],\n  \"c\": \"x\"}",
                                      {"/a/0", "/a/1/b", "/c", "/d"});
  EXPECT_EQ(places.at("").value, (Place{1, 1}));
  EXPECT_EQ(places.at("/a").key, (Place{1, 2}));
  EXPECT_EQ(places.at("/a").value, (Place{1, 7}));
  EXPECT_EQ(places.at("/a/0").value, (Place{1, 8}));
  EXPECT_EQ(places.at("/a/1/b").key, (Place{1, 13}));
  EXPECT_EQ(places.at("/a/1/b").value, (Place{1, 19}));
  EXPECT_EQ(places.at("/c").value, (Place{2, 8}));
  EXPECT_EQ(places.count("/d"), 0U);
  EXPECT_EQ(nearest_place(places, "/a/7/b").value, (Place{1, 7}));
}

TEST(LocateValues, CountsCharactersAndNotBytes) {
  Places const places = locate_values("[\"90°\", \"→\", 1]", {"/2"});
  EXPECT_EQ(places.at("/2").value, (Place{1, 14}));
}

TEST(LocateValues, SkipsAByteOrderMark) {
  EXPECT_EQ(locate_values("\xEF\xBB\xBF[1]", {"/0"}).at("/0").value, (Place{1, 2}));
}

TEST(LocateValues, IsNotMisledByStrings) {
  std::string const text = R"(["}],\"", {"a\"/~": [true]}, {"x": ["]"]} , -1.5e+3])";
  Places const places = locate_values(text, {"/1/a\"~1~0/0", "/3"});
  EXPECT_EQ(places.at("/1/a\"~1~0/0").value, (Place{1, 22}));
  EXPECT_EQ(places.at("/3").value, (Place{1, 45}));
}

TEST(LocateValues, TakesTheLastOfAKeyThatStandsTwice) {
  EXPECT_EQ(locate_values("{\"a\": 1,\n\"a\": 2}", {"/a"}).at("/a").key, (Place{2, 1}));
}

TEST(PlaceAt, CountsLinesAndColumnsFromOne) {
  EXPECT_EQ(place_at("a\nb°c", 0), (Place{1, 1}));
  EXPECT_EQ(place_at("a\nb°c", 5), (Place{2, 3}));
}

TEST(JsonDocument, FindsEveryKeyThatStandsTwice) {
  EXPECT_EQ(error_of("{\"a\": 1, \"b\": [0, {\"c\": 2, \"c\": 3}],\n\"\\u0061\": 4}"),
            "f.json:1:28: key given twice\n"
            "  at           /b/1/c\n"
            "  found        \"c\"\n"
            "  expected     each key at most once in an object\n"
            "f.json:2:1: key given twice\n"
            "  at           /a\n"
            "  found        \"a\"\n"
            "  expected     each key at most once in an object\n"
            "2 problems in f.json");
}

TEST(JsonDocument, EndsBeforeNestingCouldExhaustTheStack) {
  std::string const deep = std::string(100'000, '[') + std::string(100'000, ']');
  EXPECT_THAT(error_of(deep), HasSubstr("f.json:1:66: nested too deep\n"));
  EXPECT_EQ(error_of(std::string(65, '[') + std::string(65, ']')), "");
}

TEST(JsonDocument, RefusesAZeroByteAndWhatComesAfterIt) {
  EXPECT_EQ(error_of(std::string{"{}\0}", 4}),
            "f.json:1:3: not JSON\n"
            "  found        a zero byte\n"
            "  expected     text alone\n"
            "1 problem in f.json");
}

TEST(JsonDocument, AddsFileAndLinesToWhatItsReaderThrows) {
  std::string const text = "{\"many\":\n [1, 2, -3]}";
  EXPECT_EQ(error_of(text, [](JsonNode const& node) { static_cast<void>(node["many"].numbers()); }),
            "f.json:2:9: wrong number\n"
            "  at           /many/2\n"
            "  found        -3\n"
            "  expected     a whole number from 0 to 2^32 - 1\n"
            "1 problem in f.json");
  EXPECT_EQ(error_of(text, [](JsonNode const&) { throw algebra::AlgebraError("no such thing"); }),
            "f.json: no such thing\n1 problem in f.json");
}

TEST(JsonNode, NamesEachKeyThatIsMissingOrTooMany) {
  EXPECT_EQ(error_of(R"({"gruop": 1, "size": 2})",
                     [](JsonNode const& node) {
                       node.require_keys({{"group", "shape"}, {"size"}});
                     }),
            "f.json:1:1: missing keys\n"
            "  found        an object with \"gruop\", \"size\"\n"
            "  expected     an object with the keys \"group\", \"shape\"\n"
            "f.json:1:2: unknown key\n"
            "  at           /gruop\n"
            "  found        \"gruop\"\n"
            "  expected     one of \"group\", \"shape\", \"size\"\n"
            "  did you mean \"group\"\n"
            "2 problems in f.json");
}

TEST(Problems, AttemptKeepsEveryProblemAndGoesOn) {
  Problems problems;
  nlohmann::json const value{1, "x", true};
  JsonNode const node{value, ""};
  EXPECT_EQ(problems.attempt([&] { return node[0].number(); }), 1U);
  EXPECT_EQ(problems.attempt([&] { return node[1].number(); }), std::nullopt);
  EXPECT_FALSE(problems.attempt([&] { node[2].fail("something else"); }));
  EXPECT_THAT(problems.list(), SizeIs(2));
  EXPECT_TRUE(problems.blocked("/1"));
  EXPECT_FALSE(problems.blocked("/0"));
  EXPECT_THROW(problems.require_none(), InputError);
}

TEST(Messages, AreOfBoundedLengthAndOnTheirLines) {
  std::string const name(10'000'000, 'n');
  auto const only = [](JsonNode const& node) { node.require_keys({.optional = {"name"}}); };
  EXPECT_LT(error_of("{\"" + name + "\": 1}", only).size(), 3'000U);
  EXPECT_LT(error_of("[\"" + name).size(), 1'000U);
  EXPECT_THAT(error_of(R"({"a\nf.json:9:9: no": 1})", only),
              HasSubstr("/a\\u000af.json:9:9: no\n"));
  std::string many = "{";
  for (int i = 0; i < 10'000; ++i) {
    many += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":0";
  }
  std::string const message = error_of(many + "}", only);
  EXPECT_LT(message.size(), 3'000U);
  EXPECT_THAT(message, HasSubstr("... and 9988 more\n10000 problems in f.json"));
}

} // namespace
} // namespace equivarify::codegen
