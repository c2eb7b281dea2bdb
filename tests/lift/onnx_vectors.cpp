// ONNX's own test vectors through `lift`: onnx_vectors FOLDER [--all]
// FOLDER is that of Debian's libonnx-testdata, or one of the same form: every folder in it with
// model.onnx and test_data_set_N/{input,output}_M.pb. The first input of a model is the network's,
// the others become constants. Of several outputs each is lifted by itself. What is lifted is
// evaluated by the reference and compared with the recorded outputs, and so is what
// codegen/onnx_run computes of the file. Prints how many pass, differ and are not lifted, why, and
// with --all a line for each model. Ends with 1 if one differs, with 77 if there is no such folder.
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/lift/lifted_spec.hpp"
#include "equivarify/codegen/onnx_file/read_file.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/onnx_file/read_tensor.hpp"
#include "equivarify/codegen/onnx_run/evaluate.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/reference/test_vectors.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>
#include <vector>

namespace equivarify::testing {
namespace {

using namespace equivarify::codegen;
namespace fs = std::filesystem;

/// What became of a model: `passed`, `differs`, or why it is not lifted.
struct Verdict {
  std::string kind;
  std::string reason;
};

OnnxTensor read_tensor_file(fs::path const& file) {
  std::string const bytes = read_bytes(file);
  return read_tensor({bytes, bytes, file.string()}, file.parent_path());
}

std::vector<double> numbers_in(OnnxTensor const& tensor) {
  std::vector<double> numbers;
  std::visit([&](auto const& values) { numbers.assign(values.begin(), values.end()); },
             tensor.values);
  return numbers;
}

/// What output number \p output of \p model should be; ONNX records numbers of the type bfloat16 as
/// whole numbers with their bits.
std::vector<double> expected_of(OnnxModel const& model, fs::path const& set, std::size_t output) {
  OnnxTensor const tensor = read_tensor_file(set / fmt::format("output_{}.pb", output));
  std::vector<double> numbers = numbers_in(tensor);
  bool const are_bits = model.outputs[output].type == OnnxType::bfloat16 &&
                        std::holds_alternative<std::vector<std::int64_t>>(tensor.values);
  for (double& number : numbers) {
    number =
        are_bits
            ? static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(number) << 16U))
            : number;
  }
  return numbers;
}

/// \p model with all inputs but the first as constants, from the data \p set; that input's numbers.
std::vector<double> bind_inputs(OnnxModel& model, fs::path const& set) {
  std::vector<double> first;
  std::vector<OnnxValue> const inputs = model.inputs;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    OnnxTensor tensor = read_tensor_file(set / fmt::format("input_{}.pb", i));
    if (i == 0) {
      first = numbers_in(tensor);
    } else {
      tensor.name = inputs[i].name;
      model.constants.push_back(std::move(tensor));
    }
  }
  model.inputs.resize(1);
  return first;
}

/// What the reference makes of \p x, an array of the file, in the order of the file.
std::vector<double> evaluated(LiftedNetwork const& lifted, std::vector<double> const& x) {
  SpecFrame frame{.name = "vector",
                  .description = "",
                  .group = {{"cyclic", 2}},
                  .action = {{"r", "half_turn"}}};
  for (std::size_t c = 0; c < lifted.output_order.size(); ++c) {
    frame.classes.push_back(fmt::to_string(c));
  }
  Network const network = parse_network(spec_text(lifted, frame), "vector.json");
  std::vector<double> ours(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    ours[i] = x[lifted.inputs.front().order[i]];
  }
  auto const copy =
      evaluate(network, in_double(weights_of(network, lifted)), ours).back().copies.front();
  std::vector<double> result(copy.size());
  for (std::size_t i = 0; i < copy.size(); ++i) {
    result[lifted.output_order[i]] = copy[i];
  }
  return result;
}

/// By how much a number of \p type may be off, relative to it: the layers compute with weights in
/// decimal numbers of single precision, and never round to 16 bits.
double rounding_of(OnnxType type) {
  return type == OnnxType::bfloat16 ? 1e-2 : type == OnnxType::float16 ? 1e-3 : 1e-4;
}

bool are_same(double a, double b, double rounding) {
  bool const same = a == b || (std::isnan(a) && std::isnan(b)); // infinities too
  return same || std::abs(a - b) <= rounding * (1 + std::abs(b));
}

/// The first input of a model, and what one of its outputs should be.
struct Example {
  std::vector<double> x;
  std::size_t output = 0;
  std::vector<double> expected;
};

bool are_all_same(std::vector<double> const& found, Example const& example, double rounding) {
  bool same = found.size() == example.expected.size();
  for (std::size_t i = 0; same && i < found.size(); ++i) {
    same = are_same(found[i], example.expected[i], rounding);
  }
  return same;
}

/// Whether `onnx_run`, which judges what is lifted, has other numbers for \p model as it is.
bool judge_differs(OnnxModel model, Example const& example) {
  model.outputs = {model.outputs[example.output]};
  onnx_run::Array x{{}, example.x};
  for (OnnxExtent const& extent : model.inputs.front().shape) {
    auto const* const size = std::get_if<std::int64_t>(&extent);
    if (size == nullptr) {
      return false;
    }
    x.shape.push_back(static_cast<std::size_t>(*size));
  }
  double const rounding = rounding_of(model.outputs.front().type);
  try {
    return !are_all_same(onnx_run::evaluate_onnx(model, x).values, example, rounding);
  } catch (onnx_run::UnknownOperator const&) {
    return false;
  }
}

/// The lifted \p model on \p example, one row after another.
Verdict compare(OnnxModel const& model, std::string const& path, Example const& example) {
  LiftedNetwork const lifted = lift_network(
      model, path, {.keep_softmax = true, .output = model.outputs[example.output].name});
  double const rounding = rounding_of(model.outputs[example.output].type);
  std::size_t const size = lifted.inputs.front().order.size();
  std::vector<double> found;
  for (std::size_t row = 0; row < example.x.size(); row += size) {
    auto const begin = example.x.begin() + static_cast<std::ptrdiff_t>(row);
    auto const answer = evaluated(lifted, {begin, begin + static_cast<std::ptrdiff_t>(size)});
    found.insert(found.end(), answer.begin(), answer.end());
  }
  return {are_all_same(found, example, rounding) ? "passed" : "differs", ""};
}

/// The same of \p model as it is, and if it is not lifted, of its rows: its first extent is a
/// batch.
Verdict compare_rows(OnnxModel model, std::string const& path, Example const& example) {
  try {
    return compare(model, path, example);
  } catch (InputError const&) {
    auto& shape = model.inputs.front().shape;
    if (shape.size() < 2 || shape.front() == OnnxExtent{std::int64_t{1}}) {
      throw;
    }
    shape.front() = std::int64_t{1};
    for (OnnxValue& output : model.outputs) { // the file declares it for the whole batch
      output.shape.clear();
    }
    Verdict verdict = compare(model, path, example);
    if (verdict.kind != "passed") {
      throw; // the first extent is no batch
    }
    return verdict;
  }
}

Verdict try_set(fs::path const& folder, fs::path const& set) {
  try {
    OnnxModel model = read_onnx(folder / "model.onnx");
    if (model.inputs.empty()) {
      return {"not lifted", "no input"};
    }
    std::vector<double> const x = bind_inputs(model, set);
    bool const is_double = model.inputs.front().type == OnnxType::float64;
    bool const overflows =
        std::any_of(x.begin(), x.end(), [](double value) { return std::isinf(value); });
    if (is_double && overflows) {
      return {"not lifted", "numbers of double precision that single precision does not hold"};
    }
    Verdict verdict{"passed", ""};
    for (std::size_t i = 0; verdict.kind == "passed" && i < model.outputs.size(); ++i) {
      Example const example{x, i, expected_of(model, set, i)};
      verdict = compare_rows(model, folder.string(), example);
      if (verdict.kind == "passed" && judge_differs(model, example)) {
        verdict = {"differs", "by onnx_run"};
      }
    }
    return verdict;
  } catch (InputError const& error) {
    Problem const& problem = error.problems().front();
    return {"not lifted", fmt::format("{}: {}", problem.summary, problem.found)};
  } catch (algebra::Error const& error) {
    return {"not lifted", error.what()};
  }
}

/// All data sets of a model must pass.
Verdict try_model(fs::path const& folder) {
  Verdict verdict{"not lifted", "no data"};
  for (int n = 0; fs::is_directory(folder / fmt::format("test_data_set_{}", n)); ++n) {
    verdict = try_set(folder, folder / fmt::format("test_data_set_{}", n));
    if (verdict.kind != "passed") {
      return verdict;
    }
  }
  return verdict;
}

std::vector<fs::path> models_in(fs::path const& folder) {
  std::vector<fs::path> models;
  for (auto const& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().filename() == "model.onnx") {
      models.push_back(entry.path().parent_path());
    }
  }
  std::sort(models.begin(), models.end());
  return models;
}

int run(fs::path const& folder, bool shows_all) {
  if (!fs::is_directory(folder)) {
    std::cout << "skipped: " << folder.string() << " is not there (Debian: libonnx-testdata)\n";
    return 77;
  }
  std::map<std::string, std::size_t> kinds;
  std::map<std::string, std::size_t> reasons;
  for (fs::path const& model : models_in(folder)) {
    Verdict const verdict = try_model(model);
    ++kinds[verdict.kind];
    reasons[verdict.reason] += verdict.reason.empty() ? 0U : 1U;
    if (shows_all || verdict.kind == "differs") {
      fmt::print("{}: {} {}\n", model.filename().string(), verdict.kind, verdict.reason);
    }
  }
  fmt::print("{} passed, {} differ, {} not lifted:\n",
             kinds["passed"],
             kinds["differs"],
             kinds["not lifted"]);
  reasons.erase("");
  std::vector<std::pair<std::size_t, std::string>> sorted;
  for (auto const& [reason, count] : reasons) {
    sorted.emplace_back(count, reason);
  }
  std::sort(sorted.rbegin(), sorted.rend());
  for (auto const& [count, reason] : sorted) {
    fmt::print("{:6} {}\n", count, reason);
  }
  return kinds["differs"] == 0 ? 0 : 1;
}

} // namespace
} // namespace equivarify::testing

int main(int count, char** arguments) {
  try {
    std::vector<std::string> const words(arguments + 1, arguments + count);
    return equivarify::testing::run(words.at(0), words.size() > 1 && words[1] == "--all");
  } catch (std::exception const& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
