#include "equivarify/algebra/proof/theory.hpp"
#include "equivarify/codegen/explore/candidate_form.hpp"
#include "equivarify/codegen/explore/heads_report.hpp"
#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/lift/name_map.hpp"
#include "equivarify/codegen/probe/probe_form.hpp"
#include "equivarify/codegen/report/read_run_record.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

#include "fuzz/read_json.hpp"
#include "fuzz/targets.hpp"
#include "runtime/temporary_folder.hpp"
#include "support/tiny_run.hpp"

namespace equivarify::fuzz {

void read_probe_form(std::string const& bytes) {
  try {
    static_cast<void>(codegen::parse_probe_form(bytes, "fuzzed"));
  } catch (codegen::InputError const&) { // refused, with a place
  }
}

void read_heads_question(std::string const& bytes) {
  read_json(bytes, codegen::read_heads_question);
}

void read_input_map(std::string const& bytes) {
  read_json(bytes, [](codegen::JsonNode const& node) {
    codegen::FileGroup const group = codegen::FileGroup::read(node["group"]);
    return codegen::read_input_map(
        node["input"], group, codegen::read_labels(node["labels"], group));
  });
}

void read_name_map(std::string const& bytes) {
  read_json(bytes, codegen::read_name_map);
}

void read_theory(std::string const& bytes) {
  try {
    static_cast<void>(algebra::proof::read_theory({{"fuzzed", bytes}}));
  } catch (algebra::AlgebraError const&) { // refused, with a line
  }
}

void read_run_record(std::string const& bytes) {
  static_cast<void>(run_record_refusal(bytes));
}

std::string run_record_refusal(std::string const& bytes) {
  static TemporaryFolder const folder;
  static codegen::NetworkFacts const network = codegen::tiny_network();
  nlohmann::json const files = nlohmann::json::parse(bytes, nullptr, false);
  if (!files.is_object()) {
    return "no object";
  }
  std::filesystem::create_directories(folder / "generated");
  for (char const* const name : {"data.json",
                                 "verify.json",
                                 "generated/generate.json",
                                 "training.json",
                                 "evaluation.json",
                                 "check.json",
                                 "prediction.json",
                                 "compare.json"}) {
    std::filesystem::remove(folder / name);
    if (files.contains(name)) {
      std::ofstream(folder / name) << files[name].dump();
    }
  }
  try {
    static_cast<void>(codegen::read_run_record(folder.path(), network));
  } catch (codegen::InputError const& error) { // refused, with a place
    return error.what();
  }
  return {};
}

} // namespace equivarify::fuzz
