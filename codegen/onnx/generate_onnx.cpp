#include "equivarify/codegen/onnx/generate_onnx.hpp"

#include "equivarify/codegen/onnx/emit_onnx_check.hpp"
#include "equivarify/codegen/onnx/integer_network.hpp"
#include "equivarify/codegen/onnx/onnx_agreement.hpp"
#include "equivarify/codegen/onnx/onnx_network.hpp"
#include "equivarify/codegen/onnx/onnx_vectors.hpp"
#include "equivarify/codegen/onnx_run/evaluate.hpp"
#include "equivarify/codegen/spec/plain_block.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

namespace equivarify::codegen {

namespace {

OnnxExport export_of(Network const& network, OnnxModel const& model, TestVectors vectors) {
  OnnxExport written{.generation = {.files = {{network.name + ".onnx", encode(model)}},
                                    .multiply_adds = network.multiply_adds(),
                                    .multiplications = network.multiply_adds(),
                                    .comparison = std::nullopt},
                     .vectors = std::move(vectors)};
  std::vector<SourceFile>& files = written.generation.files;
  for (SourceFile& file : vector_files(model, written.vectors)) {
    files.push_back(std::move(file));
  }
  files.push_back({network.name + "_check.js", emit_onnx_check(network, written.vectors.rounding)});
  return written;
}

} // namespace

OnnxExport generate_onnx(Network const& network, ReferenceWeights<float> const& weights) {
  require_lifted(network, "no ONNX file can be written");
  OnnxModel const model = to_onnx(network, weights);
  return export_of(network, model, make_test_vectors(network, weights));
}

OnnxExport generate_integer_onnx(Network const& network, IntegerFile const& file) {
  OnnxModel const model = to_integer_onnx(network, file);
  return export_of(network, model, make_integer_test_vectors(network, file.tensors));
}

std::string check_onnx(Network const& network, OnnxExport const& written) {
  require_finite(written.vectors, "the ONNX file");
  OnnxAgreement agreement;
  try {
    agreement = compare_onnx(network, written.generation.files.front().text, written.vectors);
  } catch (onnx_run::UnknownOperator const& error) {
    throw std::logic_error(fmt::format("the ONNX file of {} is not compared, since {} is not read "
                                       "back; --no-compare writes it",
                                       network.name,
                                       error.what()));
  }
  if (!agreement.holds()) {
    throw std::logic_error(fmt::format("the ONNX file of {} is off: the largest difference from "
                                       "the reference is {:.6g} (rounding: "
                                       "below {:.6g}), {}: {:.9g} by the file, {:.9g} by the "
                                       "reference; {} numbers of f(g x) and g "
                                       "f(x) differ",
                                       network.name,
                                       agreement.largest_difference,
                                       agreement.rounding,
                                       agreement.worst.empty() ? "nowhere" : agreement.worst,
                                       agreement.found,
                                       agreement.expected,
                                       agreement.differing_numbers));
  }
  return fmt::format("{}.onnx, read back: {} inputs, largest difference from the reference {:.6g} "
                     "(rounding: below {:.6g}), {} numbers of f(g x) and g f(x) differ\n",
                     network.name,
                     agreement.inputs,
                     agreement.largest_difference,
                     agreement.rounding,
                     agreement.differing_numbers);
}

} // namespace equivarify::codegen
