#include "equivarify/algebra/permutation_group.hpp"
#include "equivarify/codegen/explore/candidate_form.hpp"
#include "equivarify/codegen/groups/action_form.hpp"
#include "equivarify/codegen/groups/group_form.hpp"
#include "equivarify/codegen/lift/inspection.hpp"
#include "equivarify/codegen/lift/lift_network.hpp"
#include "equivarify/codegen/lift/opaque_lift.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/probe/array_format.hpp"
#include "equivarify/codegen/probe/black_box_error.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include "fuzz/read_json.hpp"
#include "fuzz/targets.hpp"

namespace equivarify::fuzz {

void read_spec(std::string const& bytes) {
  try {
    static_cast<void>(codegen::parse_network(bytes, "fuzzed"));
  } catch (codegen::InputError const&) { // refused, with a place
  }
}

void read_group(std::string const& bytes) {
  read_json(bytes, [](codegen::JsonNode const& node) { return codegen::read_group(node); });
}

void read_action(std::string const& bytes) {
  read_json(bytes, [](codegen::JsonNode const& node) { return codegen::read_action(node); });
}

void read_candidate(std::string const& bytes) {
  read_json(bytes, [](codegen::JsonNode const& node) { return codegen::read_candidate(node); });
}

void read_onnx(std::string const& bytes) {
  // A folder without files, so that external data are looked for and never found.
  std::string const path = "/proc/self/fdinfo/none/fuzzed.onnx";
  try {
    codegen::OnnxModel const model = codegen::parse_onnx(bytes, path);
    static_cast<void>(codegen::opaque_lift(bytes, model, path, {{0}, {0}}, {1}));
    static_cast<void>(codegen::inspection_text(model, path));
    static_cast<void>(codegen::lift_network(model, path, {}));
  } catch (codegen::InputError const&) { // refused, with a place
  }
}

void read_arrays(std::string const& bytes) {
  for (codegen::ArrayFormat const format :
       {codegen::ArrayFormat::text, codegen::ArrayFormat::binary}) {
    try {
      static_cast<void>(codegen::decode(bytes, format, 3));
    } catch (codegen::BlackBoxError const&) { // refused
    }
  }
}

std::vector<Target> codegen_targets() {
  return {{"spec", read_spec},
          {"group", read_group},
          {"action", read_action},
          {"candidate", read_candidate},
          {"onnx", read_onnx},
          {"arrays", read_arrays},
          {"probe_form", read_probe_form},
          {"heads_question", read_heads_question},
          {"input_map", read_input_map},
          {"name_map", read_name_map},
          {"theory", read_theory},
          {"run_record", read_run_record}};
}

} // namespace equivarify::fuzz
