/// \file
/// The fuzzers' corpora without libFuzzer: every file as it is, and with some bytes of it changed,
/// by each reader. What a fuzzer finds goes to its corpus, so that this test keeps it found.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "fuzz/targets.hpp"

namespace {

namespace fs = std::filesystem;
namespace fuzz = equivarify::fuzz;

using fuzz::Target;

std::vector<Target> all_targets() {
  std::vector<Target> all;
  for (std::vector<Target> const& part :
       {fuzz::runtime_targets(), fuzz::audit_targets(), fuzz::codegen_targets()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

std::vector<std::string> corpus(std::string const& name) {
  std::vector<std::string> texts;
  for (auto const& entry : fs::directory_iterator{fs::path{FUZZ_CORPUS} / name}) {
    std::ifstream stream(entry.path(), std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  return texts;
}

/// One change of the kinds that fuzzers make: a byte of another value, bytes left out, bytes
/// doubled.
void damage(std::string& text) {
  if (text.empty()) {
    return;
  }
  auto const place = *rc::gen::inRange<std::size_t>(0, text.size());
  auto const length = *rc::gen::inRange<std::size_t>(1, 9);
  switch (*rc::gen::inRange(0, 3)) {
  case 0:
    text[place] = static_cast<char>(*rc::gen::inRange(0, 256));
    return;
  case 1:
    text.erase(place, length);
    return;
  default:
    text.insert(place, text.substr(place, length));
  }
}

class Corpus : public ::testing::TestWithParam<Target> {};

TEST_P(Corpus, IsReadOrRefusedAsItIs) {
  std::vector<std::string> const texts = corpus(GetParam().first);
  EXPECT_GE(texts.size(), 2U);
  for (std::string const& text : texts) {
    EXPECT_NO_THROW(GetParam().second(text)) << text.substr(0, 200);
  }
}

TEST_P(Corpus, IsReadOrRefusedWhateverIsDamaged) {
  std::vector<std::string> const texts = corpus(GetParam().first);
  EXPECT_TRUE(rc::check([&] {
    std::string text = *rc::gen::elementOf(texts);
    auto const times = *rc::gen::inRange(1, 5);
    for (int i = 0; i < times; ++i) {
      damage(text);
    }
    GetParam().second(text);
  }));
}

INSTANTIATE_TEST_SUITE_P(Readers,
                         Corpus,
                         ::testing::ValuesIn(all_targets()),
                         [](auto const& target) { return target.param.first; });

// Else nothing would be read behind the first complaint.
TEST(Fuzzers, ReadRunsThatAreTaken) {
  for (std::string const& text : corpus("run_record")) {
    EXPECT_EQ(fuzz::run_record_refusal(text), "") << text.substr(0, 200);
    std::string forged = text;
    std::string const id = "\"labels\"";
    forged.replace(forged.find(id), id.size(), "\"action\"");
    EXPECT_NE(fuzz::run_record_refusal(forged).find("\"labels\", as lemma 2 of 2 has"),
              std::string::npos);
  }
}

// ./run fuzz has the readers of each fuzzer by name.
TEST(Fuzzers, ReadWhatTheCorporaAreOf) {
  std::set<std::string> folders;
  for (auto const& entry : fs::directory_iterator{FUZZ_CORPUS}) {
    folders.insert(entry.path().filename().string());
  }
  std::set<std::string> names;
  for (Target const& target : all_targets()) {
    EXPECT_TRUE(names.insert(target.first).second) << target.first;
  }
  EXPECT_EQ(names, folders);
}

} // namespace
