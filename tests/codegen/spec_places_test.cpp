#include "equivarify/codegen/spec_places.hpp"

#include <gtest/gtest.h>

namespace equivarify::codegen {
namespace {

TEST(ScanPlaces, KnowsWhereEveryValueAndKeyStarts) {
  Places const places = scan_places("{\"a\": [10, {\"b\" : null}],\n  \"c\": \"x\"}").places;
  EXPECT_EQ(places.at("").value, (Place{1, 1}));
  EXPECT_EQ(places.at("/a").key, (Place{1, 2}));
  EXPECT_EQ(places.at("/a").value, (Place{1, 7}));
  EXPECT_EQ(places.at("/a/0").value, (Place{1, 8}));
  EXPECT_EQ(places.at("/a/1/b").key, (Place{1, 13}));
  EXPECT_EQ(places.at("/a/1/b").value, (Place{1, 19}));
  EXPECT_EQ(places.at("/c").value, (Place{2, 8}));
  EXPECT_EQ(places.size(), 6U);
}

TEST(ScanPlaces, CountsCharactersAndNotBytes) {
  Places const places = scan_places("[\"90°\", \"→\", 1]").places;
  EXPECT_EQ(places.at("/2").value, (Place{1, 14}));
}

TEST(ScanPlaces, SkipsAByteOrderMark) {
  EXPECT_EQ(scan_places("\xEF\xBB\xBF[1]").places.at("/0").value, (Place{1, 2}));
}

TEST(ScanPlaces, IsNotMisledByStrings) {
  Places const places = scan_places(R"(["}],\"", {"a\"/~": [true]}, -1.5e+3])").places;
  EXPECT_EQ(places.at("/1/a\"~1~0/0").value, (Place{1, 22}));
  EXPECT_EQ(places.at("/2").value, (Place{1, 30}));
}

TEST(ScanPlaces, FindsKeysGivenTwice) {
  ScannedPlaces const scanned =
      scan_places("{\"a\": 1, \"b\": {\"a\": 2},\n\"a\": 3, \"\\u0061\": 4}");
  ASSERT_EQ(scanned.duplicates.size(), 2U);
  EXPECT_EQ(scanned.duplicates[0].first, "/a");
  EXPECT_EQ(scanned.duplicates[0].second, (Place{2, 1}));
  EXPECT_EQ(scanned.duplicates[1].second, (Place{2, 9}));
}

TEST(ScanPlaces, EndsBeforeItsRecursionCouldExhaustTheStack) {
  std::string const text = std::string(100'000, '[') + std::string(100'000, ']');
  EXPECT_EQ(scan_places(text).too_deep.size(), 2U * (deepest_nesting + 1));
}

TEST(PlaceAt, CountsLinesAndColumnsFromOne) {
  EXPECT_EQ(place_at("a\nb°c", 0), (Place{1, 1}));
  EXPECT_EQ(place_at("a\nb°c", 5), (Place{2, 3}));
}

} // namespace
} // namespace equivarify::codegen
