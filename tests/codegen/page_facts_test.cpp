#include "equivarify/codegen/page/page_facts.hpp"

#include "equivarify/codegen/page/base64.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace equivarify::codegen {
namespace {

nlohmann::json page_facts_of(std::string const& spec) {
  return nlohmann::json::parse(
      page_facts(load_network(std::string{SPECS_FOLDER} + "/" + spec + ".json"), true));
}

// The test vectors of RFC 4648, section 10, and bytes that are no text.
TEST(Base64, WritesWhatTheStandardSays) {
  EXPECT_EQ(to_base64(""), "");
  EXPECT_EQ(to_base64("f"), "Zg==");
  EXPECT_EQ(to_base64("fo"), "Zm8=");
  EXPECT_EQ(to_base64("foo"), "Zm9v");
  EXPECT_EQ(to_base64("foob"), "Zm9vYg==");
  EXPECT_EQ(to_base64("fooba"), "Zm9vYmE=");
  EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(to_base64(std::string{"\xff\x00\xfe", 3}), "/wD+");
}

TEST(PageFacts, KnowWhichElementsTurn) {
  nlohmann::json const square = page_facts_of("mnist_d4");
  std::vector<nlohmann::json> angles;
  for (nlohmann::json const& element : square["elements"]) {
    angles.push_back(element["angle"]);
  }
  EXPECT_THAT(angles, ::testing::ElementsAre(0, 90, 180, 270, nullptr, nullptr, nullptr, nullptr));
  EXPECT_EQ(square["product"][1][4], 5); // r s is the element after s
  EXPECT_EQ(square["product"][4][1], 7); // s r = r^3 s
  EXPECT_EQ(page_facts_of("mnist_c2")["elements"][1]["angle"], 180);
}

} // namespace
} // namespace equivarify::codegen
