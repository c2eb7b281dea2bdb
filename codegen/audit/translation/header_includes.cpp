#include "equivarify/codegen/audit/translation/header_includes.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"

#include <cctype>
#include <cstddef>
#include <map>
#include <set>
#include <string>

namespace equivarify::audit {
namespace {

/// The names of each file that headers use.
std::map<std::string, std::set<std::string>> const names_of_files{
    {"answers/heads", {"OutputList", "ReadHeads"}},
    {"arrays/feature_map", {"FeatureMap"}},
    {"base/arithmetic", {"keeps_bits"}},
    {"conv/depthwise_conv", {"DepthwiseConv"}},
    {"conv/direct_conv", {"DirectConv"}},
    {"conv/transposed_conv", {"TransposedConv"}},
    {"conv/winograd_conv", {"WinogradConv"}},
    {"dense/dense", {"Dense"}},
    {"graph/graph", {"Graph"}},
    {"graph/inference_engine", {"InferenceEngine"}},
    {"graph/rounded", {"Rounded"}},
    {"graph/trainable_graph", {"TrainableGraph"}},
    {"graph/training_engine", {"OutputTrainingEngine", "TrainingEngine"}},
    {"group/fourier", {"FourierC2", "FourierC4", "FourierD4"}},
    {"group/general_fourier", {"GeneralFourier"}},
    {"group/grid_motion", {"GridMotion", "grid_permutations", "in_all_cells"}},
    {"group/group_algebra", {"CopyByCopy", "Regular"}},
    {"group/steps",
     {"actions_along", "cosets_of", "fixed_rows", "inverses_of", "signs_along", "subgroups_by"}},
    {"layers/coinduction", {"Coinduction", "FindPoses", "ShowCopies", "Symmetrization"}},
    {"layers/dropout", {"DropoutMap", "DropoutVector"}},
    {"layers/functions",
     {"Absolute",
      "Ceil",
      "ErrorFunction",
      "Exponential",
      "Floor",
      "GeluByTanh",
      "HardSwish",
      "Logarithm",
      "Mish",
      "Reciprocal",
      "Round",
      "Sign",
      "Softplus",
      "Softsign",
      "Square",
      "SquareRoot"}},
    {"layers/merging", {"AddMaps", "AddVectors", "ConcatenateChannels", "ConcatenateEntries"}},
    {"layers/part", {"TakePart"}},
    {"layers/pointwise",
     {"Clip",
      "ConcatenateMap",
      "ConcatenateVector",
      "Elu",
      "Gelu",
      "HardSigmoid",
      "LeakyRelu",
      "Relu",
      "Sigmoid",
      "SoftmaxVector",
      "Tanh"}},
    {"layers/pooling", {"AveragePool", "MaxPool"}},
    {"layers/products", {"MultiplyMaps", "MultiplyVectors"}},
    {"layers/rearrange", {"Flatten", "FlattenByChannel", "LiftImage"}},
    {"layers/trigonometry",
     {"ArcCosine",
      "ArcSine",
      "ArcTangent",
      "Cosine",
      "HyperbolicCosine",
      "HyperbolicSine",
      "InverseHyperbolicCosine",
      "InverseHyperbolicSine",
      "InverseHyperbolicTangent",
      "Sine",
      "Tangent"}},
    {"layers/upsampling", {"Upsample"}},
    {"network/integer_layers", {"LayerForm", "integer_layer"}},
    {"network/model", {"InputPart", "Pose", "Schedule", "TrainingDefaults"}},
    {"norm/batch_norm", {"BatchNormMap", "BatchNormVector"}},
    {"norm/layer_norm", {"LayerNormMap", "LayerNormVector"}},
    {"norm/normalised", {"Normalised", "RunningNorm"}},
    {"optimizer/tied_weights", {"Tied"}},
    {"tensor_file/read_weights", {"read_weights", "set_weights"}}};

/// The same of the standard library, of which headers include no other file.
std::map<std::string, std::set<std::string>> const names_of_standard_files{
    {"<algorithm>", {"copy"}},
    {"<array>", {"array"}},
    {"<cstddef>", {"size_t"}},
    {"<cstdint>", {"uint32_t", "uint64_t", "uint8_t"}},
    {"<memory>", {"make_unique", "unique_ptr"}},
    {"<span>", {"span"}},
    {"<string>", {"string"}},
    {"<string_view>", {"string_view"}}};

/// Adds to \p names what \p code, a declaration, calls by its name behind \p prefix.
void add_names(std::string const& code, std::string const& prefix, std::set<std::string>& names) {
  std::string const plain = without_texts(code);
  for (std::size_t at = plain.find(prefix); at != std::string::npos;
       at = plain.find(prefix, at + 1)) {
    std::size_t const begin = at + prefix.size();
    std::size_t end = begin;
    while (end < plain.size() &&
           (std::isalnum(static_cast<unsigned char>(plain[end])) != 0 || plain[end] == '_')) {
      ++end;
    }
    names.insert(plain.substr(begin, end - begin));
  }
}

/// Refuses where \p header uses a name behind \p prefix without the file of \p files that has it.
void expect_files(HeaderText const& header,
                  std::string const& prefix,
                  std::map<std::string, std::set<std::string>> const& files) {
  std::set<std::string> used;
  for (std::string const& declaration : header.declarations) {
    add_names(declaration, prefix, used);
  }
  for (auto const& [file, names] : files) {
    std::string const shown = file.starts_with('<') ? file : "runtime/" + file + ".hpp";
    for (std::string const& name : names) {
      demand(!used.contains(name) || header.includes.contains(file),
             "the header uses " + prefix + name + " without its include, expected " + shown);
    }
  }
}

} // namespace

void expect_includes(HeaderText const& header) {
  expect_files(header, "rt::", names_of_files);
  expect_files(header, "std::", names_of_standard_files);
  for (std::string const& file : header.includes) {
    demand(!file.starts_with('<') || names_of_standard_files.contains(file),
           "the header includes " + file);
  }
}

} // namespace equivarify::audit
