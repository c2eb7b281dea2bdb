#include "equivarify/codegen/audit/translation/struct_walk.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/described.hpp"
#include "equivarify/codegen/audit/spec/motions.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <utility>

namespace equivarify::audit {
namespace {

constexpr std::size_t longest_name = 256;
constexpr std::size_t longest_code = 8192;
constexpr std::size_t most_reads = 256;

std::vector<std::string> texts_at(Node const& node) {
  std::vector<std::string> texts;
  for (Node const& entry : node.list(0, most_reads)) {
    texts.push_back(entry.text(1, longest_name));
  }
  return texts;
}

/// Whether the entries of \p value lie as specs have them.
bool lies_in_order(CodeValue const& value) {
  bool const is_mixed = value.shape.channels > 1 && value.shape.rows * value.shape.columns > 1;
  return value.is_vector && value.gathered == 1 && !is_mixed;
}

bool is_plain(Translation const& translation) {
  return construction_of(translation.spec) == "g_product";
}

} // namespace

void StructWalk::enter(Node const& node) {
  node.expect_keys({"type", "code", "reads", "work", "layers"}, {});
  std::string const work = node.at("work").choice(
      {"lift", "poses", "layer", "norm", "flatten", "concatenation", "coinduction", "heads"});
  struct_ = {.type = node.at("type").text(1, longest_name),
             .code = normal_code(node.at("code").text(1, longest_code)),
             .layers = texts_at(node.at("layers")),
             .reads = {}};
  std::vector<std::string> const reads = texts_at(node.at("reads"));
  if (!struct_.layers.empty() && work != "layer" && work != "norm") {
    fail("it is no layer of the spec, but names some");
  }
  if (has_ended_ || values_.contains(struct_.type) || norms_.contains(struct_.type)) {
    fail("it comes after the outputs, or after one of its name");
  }
  read_values(work, reads);
  declare();
  if (work != "norm") {
    steps_ += (steps_.empty() ? "rt::Step<" : ",rt::Step<") + struct_.type;
    for (std::string const& read : reads) {
      steps_ += "," + read;
    }
    steps_ += ">";
  }
  make(work);
}

/// Notes what the header must have. Where weights are read by name, that is the layer's.
void StructWalk::declare() {
  bool const is_word = std::all_of(struct_.type.begin(), struct_.type.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '_';
  });
  static std::set<std::string> const taken{"Action",
                                           "Construction",
                                           "CopyGroup",
                                           "FourierTables",
                                           "Group",
                                           "Input",
                                           "Integers",
                                           "Layers",
                                           "Model",
                                           "Outputs",
                                           "outputs",
                                           "rt"};
  if (!is_word || taken.contains(struct_.type)) {
    fail("its type is no name of a layer");
  }
  bool const has_name = !struct_.layers.empty() && has_weights(struct_.layers.front());
  declarations_[struct_.type] =
      "struct " + struct_.type + ":" + struct_.code + "{" +
      (has_name ? "static constexpr std::string_view name=\"" + struct_.layers.front() + "\";"
                : "") +
      "};";
}

/// Whether the layer called \p name has numbers in a file of weights.
bool StructWalk::has_weights(std::string const& name) const {
  switch (class_of(layer_called(name, translation_))) {
  case LayerClass::linear_in_windows:
  case LayerClass::linear:
  case LayerClass::affine_in_channels:
  case LayerClass::normalised:
    return true;
  case LayerClass::pointwise:
  case LayerClass::pointwise_odd:
  case LayerClass::largest_in_windows:
  case LayerClass::mean_in_windows:
  case LayerClass::reduction:
  case LayerClass::product_of_values:
  case LayerClass::sum_of_values:
  case LayerClass::values_in_a_row:
  case LayerClass::part_of_entries:
  case LayerClass::reshape:
    break;
  }
  return false;
}

/// Takes the values called \p names; what combines copies reads the poses too.
void StructWalk::read_values(std::string const& work, std::vector<std::string> const& names) {
  std::size_t const values = names.size() - (work == "coinduction" && !names.empty() ? 1 : 0);
  if (values < names.size() && names.back() != "Poses") {
    fail("it combines copies without their poses");
  }
  for (std::size_t i = 0; i < values; ++i) {
    auto const found = values_.find(names[i]);
    if (found == values_.end()) {
      fail("it reads " + in_quotes(names[i]) + ", which no struct before it makes");
    }
    struct_.reads.push_back(found->second);
    unread_.erase(names[i]);
  }
  bool const reads_nothing = work == "lift" || work == "poses" || work == "norm";
  if (struct_.reads.empty() != reads_nothing || (values > 1 && work != "layer")) {
    fail("it reads " + std::to_string(values) + " values");
  }
}

void StructWalk::make(std::string const& work) {
  if (work == "lift") {
    lift();
  } else if (work == "poses") {
    poses();
  } else if (work == "norm") {
    norm();
  } else if (work == "flatten") {
    flatten();
  } else if (work == "concatenation") {
    concatenate();
  } else if (work == "layer") {
    layer();
  } else {
    end(work);
  }
}

MapTerm StructWalk::result() const {
  demand(unread_.size() == 1,
         "nothing reads the values of " + std::to_string(unread_.size()) +
             " structs, expected those of the last one alone");
  Made const& made = values_.at(*unread_.begin());
  demand(has_ended_ || lies_in_order(made.code),
         "what comes out is not in the order of the labels");
  return made.term;
}

void StructWalk::lift() {
  Extents const input = extents_of_shape(translation_.spec.at("input").at("shape"));
  std::string const map = ",rt::FeatureMap<" + std::to_string(translation_.copies) + "," +
                          std::to_string(input.channels) + "," + std::to_string(input.rows) + "," +
                          std::to_string(input.columns) + ">>";
  expect_code(
      (is_plain(translation_) ? "rt::LiftImage<Group,Action" : "rt::ShowCopies<Construction") +
      map);
  if (!values_.empty()) {
    fail("it comes after others");
  }
  keep({terms_.input(), {{}, {input.channels, input.rows, input.columns, input.slices}}});
}

void StructWalk::poses() {
  expect_code("rt::FindPoses<Construction>");
  if (is_plain(translation_) || struct_.type != "Poses") {
    fail("there are no poses");
  }
}

/// A normalisation that a later struct takes into it.
void StructWalk::norm() {
  if (struct_.layers.size() != 1 || translation_.trains) {
    fail("no normalisation is part of a layer in training");
  }
  norms_.emplace(struct_.type, FoldedNorm{struct_.layers.front(), struct_.code});
}

void StructWalk::flatten() {
  Made made = struct_.reads.front();
  std::string const image = "<" + made.code.type + "::Output>";
  bool const by_channel = struct_.code == "rt::FlattenByChannel" + image;
  expect_code((by_channel ? "rt::FlattenByChannel" : "rt::Flatten") + image);
  if (made.code.is_vector) {
    fail("it flattens a vector");
  }
  by_channel_ = by_channel_ || by_channel;
  made.code.is_vector = true;
  if (by_channel) {
    made.code.shape = {made.code.shape.size(), 1, 1};
  }
  keep(std::move(made));
}

void StructWalk::concatenate() {
  Made made = struct_.reads.front();
  CodeValue& value = made.code;
  bool const is_quotient = construction_of(translation_.spec) == "kernel_quotient";
  std::string const table = is_quotient ? "CopyGroup" : "Group";
  expect_code(value.is_vector
                  ? "rt::ConcatenateVector<" + table + "," + std::to_string(value.size()) + ">"
                  : "rt::ConcatenateMap<" + value.type + "::Output," + table + ">");
  if (!is_quotient && !is_plain(translation_)) {
    fail("copies that are no group are put together");
  }
  bool const is_mixed = value.shape.rows * value.shape.columns > 1;
  bool const as_channels = !value.is_vector || (by_channel_ && !is_mixed);
  (as_channels ? value.shape.channels : value.gathered) *= translation_.copies;
  made.term = terms_.concatenated(made.term);
  keep(std::move(made));
}

void StructWalk::layer() {
  Made made = made_by_layers(struct_, norms_, translation_, terms_);
  layer_structs_[struct_.type] = {.layer = struct_.layers.front(),
                                  .relu =
                                      struct_.layers.size() > 1 && struct_.layers.back() == "relu",
                                  .sums = made.sums,
                                  .channels = made.code.shape.channels};
  keep(std::move(made));
}

/// Outputs, out of what the last layer made: first its copies rebuilt, where there are fewer, then
/// heads.
void StructWalk::end(std::string const& work) {
  bool const has_heads = translation_.spec.contains("output");
  bool const reads_heads = work == "heads";
  expect_code(reads_heads ? "rt::ReadHeads<Outputs>" : "rt::Coinduction<Construction>");
  bool const has_all_copies = is_plain(translation_) || is_rebuilt_;
  if ((reads_heads && !has_heads) || reads_heads != has_all_copies ||
      !lies_in_order(struct_.reads.front().code)) {
    fail("the spec has no such outputs of what it reads");
  }
  is_rebuilt_ = true;
  has_ended_ = reads_heads || !has_heads;
  keep({terms_.ended(work, struct_.reads.front().term), struct_.reads.front().code});
}

void StructWalk::keep(Made made) {
  made.code.type = struct_.type;
  values_.emplace(struct_.type, std::move(made));
  unread_.insert(struct_.type);
}

void StructWalk::expect_code(std::string const& due) const {
  if (struct_.code != due) {
    fail("its code is " + struct_.code + ", expected " + due);
  }
}

void StructWalk::fail(std::string const& reason) const {
  throw Refusal{"the struct " + in_quotes(struct_.type) + ": " + reason};
}

} // namespace equivarify::audit
