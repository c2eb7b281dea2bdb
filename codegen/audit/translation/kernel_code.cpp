#include "equivarify/codegen/audit/translation/kernel_code.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/function_table.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/translation/size_list.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <map>

namespace equivarify::audit {
namespace {

using nlohmann::json;

std::string const bits_of = "rt::bits_of(";

std::string activation(CodePlace const& place) {
  return place.relu ? "rt::Activation::relu" : "rt::Activation::none";
}

std::string settings_of(json const& norm) {
  std::string members;
  for (auto const& [name, standard] : {std::pair{"epsilon", 1e-5}, std::pair{"momentum", 0.1}}) {
    double const value = norm.at(name).get<double>();
    if (value != standard) {
      members.append(members.empty() ? "." : ",.").append(name).append("=");
      members += bits_text(value);
    }
  }
  return std::string{"rt::NormSettings{"}.append(members).append("}");
}

/// `X::Output` for a value on images.
std::string map_of(CodeValue const& value) {
  return value.type + "::Output";
}

/// `NAME Map<X::Output` or `NAME Vector<copies, size`.
std::string on_value(std::string const& name, CodePlace const& place, std::string const& first) {
  CodeValue const& read = place.reads.front();
  return read.is_vector ? name + "Vector<" + first + std::to_string(place.copies) + "," +
                              std::to_string(read.size())
                        : name + "Map<" + first + map_of(read);
}

std::string function_of(json const& layer) {
  static std::map<std::string, std::pair<std::string, std::vector<std::string>>> const functions{
      {"elu", {"Elu", {"alpha"}}},
      {"leaky_relu", {"LeakyRelu", {"slope"}}},
      {"clip", {"Clip", {"low", "high"}}}};
  auto const type = layer.at("type").get<std::string>();
  if (auto const known = known_functions().find(type); known != known_functions().end()) {
    return "rt::" + known->second.code;
  }
  auto const found = functions.find(type);
  demand(found != functions.end(), "this auditor does not know the code of a function");
  std::string arguments;
  for (std::string const& field : found->second.second) {
    arguments.append(arguments.empty() ? "<" : ",");
    arguments += bits_text(layer.at(field).get<double>());
  }
  return "rt::" + found->second.first + arguments + ">";
}

/// A layer that acts on each entry by itself.
std::string pointwise_code(json const& layer, CodePlace const& place) {
  if (layer.at("type") == "dropout") {
    return on_value("rt::Dropout", place, bits_text(layer.at("rate").get<double>()) + ",") + ">";
  }
  return on_value("rt::Pointwise", place, function_of(layer) + ",") + ">";
}

std::string pool_code(json const& layer, LayerClass kind, CodePlace const& place) {
  auto const type = layer.at("type").get<std::string>();
  std::string const map = map_of(place.reads.front());
  Window const window = window_of(layer, kind, place.reads.front().shape);
  if (type == "upsample2d") {
    return "rt::Upsample<" + map + "," + std::to_string(window.rows.size) + "," +
           std::to_string(window.columns.size) + ">";
  }
  bool const counts = !type.starts_with("max") && layer.value("count_include_pad", true) &&
                      !type.starts_with("global");
  return std::string{"rt::"} + (type.starts_with("max") ? "MaxPool<" : "AveragePool<") + map +
         ",rt::PoolSizes{" + pool_sizes(window, place.reads.front().shape, counts) + "}>";
}

/// A layer with one template argument for each value that it reads.
std::string
combining_code(std::string const& maps, std::string const& vectors, CodePlace const& place) {
  bool const on_vectors = place.reads.front().is_vector;
  std::string arguments = on_vectors ? std::to_string(place.copies) : "";
  for (CodeValue const& read : place.reads) {
    arguments += arguments.empty() ? "" : ",";
    arguments += on_vectors ? std::to_string(read.size()) : map_of(read);
  }
  return "rt::" + (on_vectors ? vectors : maps) + "<" + arguments + ">";
}

std::string part_code(json const& layer, CodePlace const& place) {
  ValueShape const& out = place.output;
  return "rt::TakePart<" + map_of(place.reads.front()) + "," +
         std::to_string(layer.at("first").get<std::size_t>()) + ",rt::FeatureMap<" +
         std::to_string(place.copies) + "," + std::to_string(out.channels) + "," +
         std::to_string(out.rows) + "," + std::to_string(out.columns) + ">>";
}

std::string layer_norm_code(json const& layer, CodePlace const& place) {
  bool const by_place = layer.at("each_place").get<bool>() && !place.reads.front().is_vector;
  return on_value("rt::LayerNorm", place, "") + "," + bits_text(layer.at("epsilon").get<double>()) +
         (by_place ? ",rt::NormOver::place>" : ">");
}

std::string code_of(json const& layer, LayerClass kind, CodePlace const& place) {
  switch (kind) {
  case LayerClass::pointwise:
  case LayerClass::pointwise_odd:
    return pointwise_code(layer, place);
  case LayerClass::largest_in_windows:
  case LayerClass::mean_in_windows:
    return pool_code(layer, kind, place);
  case LayerClass::reduction:
    return on_value("rt::Softmax", place, "") + ">";
  case LayerClass::sum_of_values:
    return combining_code("AddMaps", "AddVectors", place);
  case LayerClass::product_of_values:
    return combining_code("MultiplyMaps", "MultiplyVectors", place);
  case LayerClass::values_in_a_row:
    return combining_code("ConcatenateChannels", "ConcatenateEntries", place);
  case LayerClass::affine_in_channels:
    return on_value("rt::BatchNorm", place, "") + "," + settings_of(layer) + "," +
           activation(place) + ">";
  case LayerClass::normalised:
    return layer_norm_code(layer, place);
  case LayerClass::part_of_entries:
    return part_code(layer, place);
  case LayerClass::linear_in_windows:
  case LayerClass::linear:
  case LayerClass::reshape:
    break;
  }
  throw Refusal{"a layer of type " + layer.at("type").get<std::string>() +
                " is no struct of a header"};
}

[[noreturn]] void refuse_code(std::string const& code, json const& layer, std::string const& due) {
  throw Refusal{"the code of " + in_quotes(layer.at("name").get<std::string>()) + " is " + code +
                ", expected " + due};
}

/// What follows the scheme: sizes and activation.
std::string sizes_of(json const& layer, LayerClass kind, CodePlace const& place) {
  CodeValue const& read = place.reads.front();
  std::string const end = "}," + activation(place) + ",";
  if (kind == LayerClass::linear) {
    return ",rt::DenseSizes{" + dense_sizes(layer, read.shape, read.gathered, place.bf16) + end;
  }
  Window const window = window_of(layer, kind, read.shape);
  std::size_t const filters = layer.at("filters").get<std::size_t>();
  // Transposed, the convolution whose transpose it is goes the other way.
  return ",rt::ConvSizes{" +
         (window.transposed
              ? conv_sizes(layer, window, place.output.of(filters), read.shape.channels)
              : conv_sizes(layer, window, read.shape, filters)) +
         end;
}

/// Whether Winograd's tiles may compute windows of \p layer.
bool may_have_tiles(json const& layer, LayerClass kind, ValueShape const& input) {
  if (kind != LayerClass::linear_in_windows) {
    return false;
  }
  Window const window = window_of(layer, kind, input);
  bool const is_three = window.rows.size == 3 && window.columns.size == 3;
  bool const is_dense = window.rows.step == 1 && window.columns.step == 1 &&
                        window.rows.spacing == 1 && window.columns.spacing == 1;
  Slide const& slices = window.slices;
  bool const is_plane =
      input.slices == 1 && slices.size == 1 && slices.pad == 0 && slices.pad_end == 0;
  return is_three && is_dense && is_plane && window.groups == 1 && !window.circular &&
         !window.transposed;
}

/// The kernels that \p layer may have.
std::vector<std::string> kernels_of(json const& layer, LayerClass kind, ValueShape const& input) {
  if (kind == LayerClass::linear) {
    return {"rt::Dense<"};
  }
  if (layer.at("type") == "conv_transpose2d") {
    return {"rt::TransposedConv<"};
  }
  std::vector<std::string> const both{"rt::DirectConv<", "rt::WinogradConv<"};
  return may_have_tiles(layer, kind, input) ? both : std::vector{both.front()};
}

bool goes_channel_by_channel(json const& layer, LayerClass kind, ValueShape const& input) {
  std::size_t const groups = layer.value("groups", std::size_t{1});
  return kind == LayerClass::linear_in_windows && groups > 1 && groups == input.channels &&
         groups == layer.at("filters").get<std::size_t>();
}

/// Whether \p text is how many images or tiles are worked on at once, which changes no result.
bool is_count(std::string const& text) {
  return text == "micro_batch" || (!text.empty() && text.size() < 10 &&
                                   std::all_of(text.begin(), text.end(), [](unsigned char c) {
                                     return std::isdigit(c) != 0;
                                   }));
}

/// \p code without blanks, and without commas after the last of a list.
std::string without_blanks(std::string const& code) {
  std::string text;
  for (char const c : code) {
    if (c == '}' && !text.empty() && text.back() == ',') {
      text.pop_back();
    }
    if (std::isspace(static_cast<unsigned char>(c)) == 0) {
      text += c;
    }
  }
  return text;
}

} // namespace

std::string in_one_notation(std::string const& code) {
  std::string result;
  std::size_t begin = 0;
  for (std::size_t at = code.find(bits_of); at != std::string::npos;
       at = code.find(bits_of, begin)) {
    std::size_t const number = at + bits_of.size();
    std::size_t const end = code.find("F)", number);
    demand(end != std::string::npos && end - number < 32, "a number that ends nowhere");
    std::string const digits = code.substr(number, end - number);
    char* rest = nullptr;
    float const value = std::strtof(digits.c_str(), &rest);
    demand(rest == digits.c_str() + digits.size() && !digits.empty() &&
               digits.find_first_not_of("0123456789.e+-") == std::string::npos,
           "a number that is none: " + digits);
    result += code.substr(begin, at - begin) + bits_text(static_cast<double>(value));
    begin = end + 2;
  }
  return result + code.substr(begin);
}

std::string normal_code(std::string const& code) {
  return in_one_notation(without_blanks(code));
}

void check_code(std::string const& code,
                json const& layer,
                LayerClass kind,
                CodePlace const& place) {
  std::string const due = code_of(layer, kind, place);
  if (code != due) {
    refuse_code(code, layer, due);
  }
}

WeightedCode check_weighted_code(std::string const& code,
                                 json const& layer,
                                 LayerClass kind,
                                 CodePlace const& place) {
  std::string const sizes = sizes_of(layer, kind, place);
  ValueShape const& input = place.reads.front().shape;
  if (goes_channel_by_channel(layer, kind, input)) {
    std::string const due = "rt::DepthwiseConv<" + std::to_string(place.copies) + sizes;
    if (code + "," != due.substr(0, due.size() - 1) + ">,") {
      refuse_code(code, layer, due);
    }
    return {};
  }
  for (std::string const& kernel : kernels_of(layer, kind, input)) {
    std::size_t const middle = code.find(sizes);
    if (!code.starts_with(kernel) || middle == std::string::npos || code.back() != '>') {
      continue;
    }
    std::size_t const count = middle + sizes.size();
    if (is_count(code.substr(count, code.size() - 1 - count))) {
      return {.scheme = code.substr(kernel.size(), middle - kernel.size()),
              .tiles = kernel == "rt::WinogradConv<"};
    }
  }
  refuse_code(code, layer, kernels_of(layer, kind, input).back() + "SCHEME" + sizes + "COUNT>");
}

void check_folded_code(std::string const& code, json const& layer, std::size_t channels) {
  std::string const due =
      "rt::RunningNorm<" + std::to_string(channels) + "," + settings_of(layer) + ">";
  if (code != due) {
    refuse_code(code, layer, due);
  }
}

} // namespace equivarify::audit
