/// \file
/// The fuzzers' corpora without libFuzzer: every file as it is, and with some bytes of it changed,
/// by each reader. What a fuzzer finds goes to its corpus, so that this test keeps it found.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "fuzz/targets.hpp"

namespace {

namespace fs = std::filesystem;
namespace fuzz = equivarify::fuzz;

using Target = std::pair<std::string, void (*)(std::string const&)>;

std::array const targets{Target{"spec", fuzz::read_spec},
                         Target{"group", fuzz::read_group},
                         Target{"action", fuzz::read_action},
                         Target{"candidate", fuzz::read_candidate},
                         Target{"onnx", fuzz::read_onnx},
                         Target{"arrays", fuzz::read_arrays},
                         Target{"certificate", fuzz::read_certificate},
                         Target{"safetensors", fuzz::read_safetensors},
                         Target{"checkpoint", fuzz::read_checkpoint},
                         Target{"idx", fuzz::read_idx},
                         Target{"png", fuzz::read_png},
                         Target{"npy", fuzz::read_npy},
                         Target{"npz", fuzz::read_npz},
                         Target{"csv", fuzz::read_csv},
                         Target{"tensor_data", fuzz::read_tensor_data},
                         Target{"passes_certificate", fuzz::read_passes_certificate},
                         Target{"header", fuzz::read_header},
                         Target{"probe_form", fuzz::read_probe_form},
                         Target{"heads_question", fuzz::read_heads_question},
                         Target{"input_map", fuzz::read_input_map},
                         Target{"name_map", fuzz::read_name_map},
                         Target{"theory", fuzz::read_theory},
                         Target{"run_record", fuzz::read_run_record},
                         Target{"reachable", fuzz::read_reachable},
                         Target{"domain", fuzz::read_domain},
                         Target{"domain_certificate", fuzz::read_domain_certificate},
                         Target{"shard", fuzz::read_shard},
                         Target{"integer_weights", fuzz::read_integer_weights}};

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

INSTANTIATE_TEST_SUITE_P(Readers, Corpus, ::testing::ValuesIn(targets), [](auto const& target) {
  return target.param.first;
});

} // namespace
